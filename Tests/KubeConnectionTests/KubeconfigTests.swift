import KubeCore
import Testing

@testable import KubeConnection

@Suite struct KubeconfigTests {
  private let text = """
    apiVersion: v1
    kind: Config
    current-context: here
    clusters:
    - name: local
      cluster: {server: "https://127.0.0.1:6443", certificate-authority-data: Q0E=, tls-server-name: kube}
    users:
    - name: ana
      user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}
    - name: bot
      user: {token: secret}
    - name: cloud
      user: {exec: {command: get-token}}
    contexts:
    - {name: here, context: {cluster: local, user: ana, namespace: ml}}
    - {name: robot, context: {cluster: local, user: bot}}
    - {name: cloudy, context: {cluster: local, user: cloud}}
    - {name: broken, context: {cluster: nowhere, user: ana}}
    """

  @Test("the current context gives server, trust and identity")
  func resolves() throws {
    let access = try Kubeconfig(text: text, folder: "/").resolve()
    #expect(access.server == "https://127.0.0.1:6443")
    #expect(access.namespace == "ml")
    #expect(access.serverName == "kube")
    #expect(access.certificateAuthority == Array("CA".utf8))
    #expect(access.clientCertificate == Array("CERT".utf8))
    #expect(access.clientKey == Array("KEY".utf8))
  }

  @Test("another context can be named")
  func namedContext() throws {
    #expect(try Kubeconfig(text: text, folder: "/").resolve(context: "robot").token == .fixed("secret"))
  }

  @Test(
    "what is missing is named",
    arguments: [
      ("broken", "the kubeconfig has no cluster \"nowhere\"; it has: local"),
      ("absent", "the kubeconfig has no context \"absent\"; it has: broken, cloudy, here, robot"),
      ("cloudy", "\"exec\" of a kubeconfig's user is not supported"),
    ])
  func errors(context: String, message: String) {
    let error = #expect(throws: ConnectionError.self) {
      try Kubeconfig(text: text, folder: "/").resolve(context: context)
    }
    #expect(error?.message == message)
  }

  @Test("the first of several files wins")
  func merging() throws {
    var config = try Kubeconfig(text: "{kind: Config, current-context: robot}", folder: "/")
    config.merge(try Kubeconfig(text: text, folder: "/"))
    #expect(try config.resolve().token == .fixed("secret"))
  }

  @Test("a file that was asked for must be there")
  func missingFile() {
    let error = #expect(throws: ConnectionError.self) {
      try Kubeconfig.load(path: "/nonexistent/config", environment: [:])
    }
    #expect(error?.message == "cannot read /nonexistent/config")
  }

  @Test("outside of a cluster and without a kubeconfig there is no access")
  func nothing() {
    let error = #expect(throws: ConnectionError.self) {
      try ClusterAccess.resolve(kubeconfig: nil, context: nil, environment: [:])
    }
    #expect(error?.code == .notInCluster)
  }
}
