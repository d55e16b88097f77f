import KubeCore

/// Approves the requests of kubelets for certificates with which they show who they are. Nothing here signs them.
///
/// Source of the rules: the approving controller of Kubernetes 1.36.
extension SimulatedCluster {
  private static let kubeletSigner = "kubernetes.io/kube-apiserver-client-kubelet"
  private static let kubeletUsages: [Set<String>] = [
    ["digital signature", "client auth"], ["digital signature", "key encipherment", "client auth"],
  ]

  mutating func syncSigningRequest(_ key: ObjectKey, now: Timestamp) {
    let place = StoredKey(storage: BuiltIn.signingRequests.storage, key: key)
    guard let request = store[place], request["status"]?["certificate"] == nil,
      request.condition("Approved") == nil, request.condition("Denied") == nil,
      let message = approval(of: request)
    else { return }
    var new = request
    let condition: JSONValue = [
      "type": "Approved", "status": "True", "reason": "AutoApproved", "message": .string(message),
    ]
    new[["status", "conditions"]] = .array((request["status"]?["conditions"]?.elements ?? []) + [condition])
    updateInternally(
      BuiltIn.signingRequests, request, to: new, subresource: SigningRequestFields.approval, now: now)
  }

  /// - Returns: why a request is approved; `nil` when it is none of a kubelet, or when its maker may not have it so.
  private func approval(of request: JSONValue) -> String? {
    let spec = request["spec"] ?? [:]
    guard spec["signerName"]?.string == Self.kubeletSigner,
      let subject = try? CertificateRequest(of: request),
      subject.organizations == ["system:nodes"], subject.commonName.hasPrefix("system:node:"),
      !subject.hasAlternativeNames,
      Self.kubeletUsages.contains(Set((spec["usages"]?.elements ?? []).compactMap(\.string)))
    else { return nil }
    let user = UserInfo(
      name: spec["username"]?.string ?? "", groups: (spec["groups"]?.elements ?? []).compactMap(\.string))
    if user.name == subject.commonName, mayCreate("selfnodeclient", user) {
      return "Auto approving self kubelet client certificate after SubjectAccessReview."
    }
    return mayCreate("nodeclient", user) ? "Auto approving kubelet client certificate after SubjectAccessReview." : nil
  }

  private func mayCreate(_ subresource: String, _ user: UserInfo) -> Bool {
    guard access.isEnforced else { return true }
    let type = BuiltIn.signingRequests.type
    var action = AccessAttributes(verb: "create", group: type.group, resource: type.plural)
    action.subresource = subresource
    return authorizer.allows(action, user)
  }
}
