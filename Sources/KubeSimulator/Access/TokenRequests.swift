import KubeClient
import KubeCore
import KubeSchema

extension SimulatedCluster {
  /// Answers a request for a token of a service account (`serviceaccounts/NAME/token`).
  mutating func issueToken(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    guard request.method == .post else { throw .methodNotAllowed }
    guard var form = Reviews.definition(kind: "TokenRequest") else { throw .unknownResource }
    form.type.isNamespaced = true
    var asked = request
    asked.definition = form
    let body = try asked.decode(try asked.jsonBody()).object
    let account = try existing(request, name)
    try Self.checkTokenRequest(body, account: name)
    try admit(AdmissionAttributes(creating: body, request, name))
    let bound = try boundObject(body["spec"]?["boundObjectRef"] ?? .null, request)
    let seconds = body["spec"]?["expirationSeconds"]?.integer ?? 3600
    let given = body["spec"]?["audiences"]?.elements.compactMap(\.string) ?? []
    let audiences = given.isEmpty ? [access.issuer] : given
    let token = ServiceAccountToken(
      audiences: audiences, issued: request.now.seconds, expiry: request.now.seconds + seconds, issuer: access.issuer,
      id: generator.nextUID(), namespace: request.namespace ?? "", account: name, accountUID: account.uid ?? "",
      bound: bound)
    var answer = body
    answer["metadata"] = Self.tokenMetadata(account, body, asked)
    answer["spec"] = [
      "audiences": .array(audiences.map { .string($0) }), "expirationSeconds": .integer(seconds),
      "boundObjectRef": body["spec"]?["boundObjectRef"] ?? .null,
    ]
    answer["status"] = [
      "token": .string(token.text(signedWith: access.signingKey)),
      "expirationTimestamp": .string(Timestamp(seconds: token.expiry).text),
    ]
    return .json(Self.view(answer, form), status: 201)
  }

  private static func tokenMetadata(_ account: JSONValue, _ body: JSONValue, _ request: ResourceRequest) -> JSONValue {
    var metadata: JSONValue = [
      "name": .string(account.name), "creationTimestamp": .string(request.now.wholeSeconds.text),
    ]
    metadata["namespace"] = .text(account.namespace)
    metadata["uid"] = .text(account.uid)
    var owned = body
    if owned["spec"]?["expirationSeconds"] == nil { owned[["spec", "expirationSeconds"]] = 3600 }
    let context = WriteContext(request, subresource: "token")
    let managed = context.fieldManager.update(from: FieldTree.zeroValue(of: request.definition.schema), to: owned)
    metadata["managedFields"] = managed.metadata["managedFields"]
    return metadata
  }

  private static func checkTokenRequest(_ body: JSONValue, account: String) throws(APIFailure) {
    let group = "authentication.k8s.io"
    if !body.name.isEmpty, body.name != account {
      throw .invalid(
        group: group, kind: "TokenRequest", account,
        [.invalid("metadata.name", .string(body.name), "must match the service account name if specified")])
    }
    guard let value = body["spec"]?["expirationSeconds"], let seconds = value.integer else { return }
    let problem =
      seconds < 600
      ? "may not specify a duration less than 10 minutes"
      : seconds > 1 << 32 ? "may not specify a duration larger than 2^32 seconds" : nil
    if let problem {
      throw .invalid(
        group: group, kind: "TokenRequest", "", [.invalid("spec.expirationSeconds", value, problem)])
    }
  }

  /// The object that a token is to die with.
  private func boundObject(
    _ reference: JSONValue, _ request: ResourceRequest
  ) throws(APIFailure) -> ServiceAccountToken.Bound? {
    guard !reference.isNull else { return nil }
    let kind = reference["kind"]?.string ?? ""
    let version = reference["apiVersion"]?.string ?? ""
    guard ["Pod", "Secret", "Node"].contains(kind), version == "v1" else {
      throw .badRequest("cannot bind token to object of type /\(version), Kind=\(kind)")
    }
    let name = reference["name"]?.string ?? ""
    let plural = kind.lowercased() + "s"
    let key = ObjectKey(namespace: kind == "Node" ? nil : request.namespace, name: name)
    guard let object = store[StoredKey(storage: plural, key: key)] else {
      throw .notFound(ResourceType(group: "", version: "v1", kind: kind, plural: plural), name)
    }
    if let uid = reference["uid"]?.string, !uid.isEmpty, uid != object.uid {
      throw .conflict(
        ResourceType(group: "", version: "v1", kind: kind, plural: plural), name,
        "the UID in the bound object reference (\(uid)) does not match the UID in record. "
          + "The object might have been deleted and then recreated")
    }
    return ServiceAccountToken.Bound(claim: kind.lowercased(), name: name, uid: object.uid ?? "")
  }
}
