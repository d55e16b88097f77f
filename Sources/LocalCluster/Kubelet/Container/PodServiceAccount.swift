import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging

/// The files with which a pod's processes speak to the API server as the pod's service account.
///
/// Processes share the machine's files, so these do not lie where a container finds them, but in the pod's folder:
/// `serviceaccount/token`, `ca.crt` and `namespace`, and a kubeconfig that names them, which clients look at first.
struct PodServiceAccount: Sendable {
  /// As kubelets ask for it; renewed when most of it is over.
  private static let lifetime = Duration.seconds(3_607)
  private static let accounts = ResourceType(
    group: "", version: "v1", kind: "ServiceAccount", plural: "serviceaccounts")

  let pod: Pod
  let folder: String
  let environment: PodEnvironment

  private var namespace: String { pod.metadata.namespace ?? "default" }
  private var account: String { pod.spec?.serviceAccountName ?? "default" }
  private var files: String { "\(folder)/serviceaccount" }

  /// Writes the files, unless the pod or its account does without a token, or the kubelet knows no server for pods.
  ///
  /// - Returns: the variables that tell of them.
  func write() async throws -> [String: String] {
    guard let server = environment.configuration.apiServer else { return [:] }
    let accounts = environment.client.api(Self.accounts, namespace: namespace)
    let isMounted = try await accounts.get(account).content["automountServiceAccountToken"]?.bool
    guard pod.spec?.automountServiceAccountToken ?? isMounted ?? true else { return [:] }
    let authority = try await environment.client.api(ConfigMap.self, namespace: namespace).get("kube-root-ca.crt")
    let token = try await accounts.token(for: account, lifetime: Self.lifetime, boundTo: pod.metadata)
    try Folder.make(files)
    for (name, text) in [
      ("token", token.token), ("ca.crt", authority.data?["ca.crt"] ?? ""), ("namespace", namespace),
      ("kubeconfig", kubeconfig(server)),
    ] {
      try PrivateFile.write(Array(text.utf8), to: "\(files)/\(name)")
    }
    return ["KUBECONFIG": "\(files)/kubeconfig"].merging(Self.address(of: server)) { $1 }
  }

  /// Renews the token until the calling task is cancelled.
  func keepFresh() async {
    while !Task.isCancelled {
      try? await environment.time.sleep(for: Self.lifetime * 4 / 5)
      guard !Task.isCancelled else { return }
      do {
        _ = try await write()
      } catch {
        environment.logger.warning("a token is not renewed", metadata: ["pod": "\(pod.key)", "error": "\(error)"])
      }
    }
  }

  private func kubeconfig(_ server: String) -> String {
    """
    apiVersion: v1
    kind: Config
    current-context: pod
    clusters:
    - name: cluster
      cluster:
        server: "\(server)"
        certificate-authority: ca.crt
    contexts:
    - name: pod
      context:
        cluster: cluster
        namespace: "\(namespace)"
        user: account
    users:
    - name: account
      user:
        tokenFile: token

    """
  }

  /// What a kubelet tells of the Service `kubernetes`.
  private static func address(of server: String) -> [String: String] {
    guard let match = server.wholeMatch(of: #/https:\/\/\[?([^\/\]]+?)\]?:(\d+)\/?/#) else { return [:] }
    return ["KUBERNETES_SERVICE_HOST": String(match.1), "KUBERNETES_SERVICE_PORT": String(match.2)]
  }
}
