import KubeCore

/// Who may have certificate signing requests approved and signed.
///
/// Source: `k8s.io/kubernetes/plugin/pkg/admission/certificates`.
extension SimulatedCluster {
  /// - Throws: `APIFailure` 403 for a request whose certificate would make its bearer a master.
  func checkSubject(of request: JSONValue, _ definition: ResourceDefinition) throws(APIFailure) {
    guard definition.storage == BuiltIn.signingRequests.storage else { return }
    let signer = "kubernetes.io/kube-apiserver-client"
    guard request["spec"]?["signerName"]?.string == signer, let subject = try? CertificateRequest(of: request),
      subject.organizations.contains(UserInfo.masters)
    else { return }
    throw .forbidden(
      group: definition.type.group, plural: definition.type.plural, request.name,
      "use of \(signer) signer with system:masters group is not allowed")
  }

  /// - Throws: `APIFailure` 403 for a user who may not decide for the signer of a request.
  func checkSigner(of new: JSONValue, old: JSONValue, _ context: WriteContext) throws(APIFailure) {
    guard context.definition.storage == BuiltIn.signingRequests.storage, access.isEnforced, let user = context.user,
      let subresource = context.subresource
    else { return }
    if subresource == "status", new["status"] == old["status"] { return }
    let verb = subresource == "status" ? "sign" : "approve"
    let signer = old["spec"]?["signerName"]?.string ?? ""
    let domain = signer.split(separator: "/").first.map(String.init) ?? ""
    let mayAct = [signer, "\(domain)/*"].contains { name in
      authorizer.allows(
        AccessAttributes(verb: verb, group: context.definition.type.group, resource: "signers", name: name), user)
    }
    guard !mayAct else { return }
    throw .forbidden(
      group: context.definition.type.group, plural: context.definition.type.plural, old.name,
      "user not permitted to \(verb) requests with signerName \"\(signer)\"")
  }
}
