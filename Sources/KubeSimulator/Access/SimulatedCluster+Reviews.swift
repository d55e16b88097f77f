import KubeClient
import KubeCore
import KubeSchema

extension SimulatedCluster {
  func review(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    guard request.name == nil else { throw .unknownResource }
    guard request.method == .post else { throw .methodNotAllowed }
    let body = try request.decode(try request.jsonBody()).object
    var answer = body
    answer["metadata"] = Self.reviewMetadata(body, request)
    switch request.type.kind {
    case "SelfSubjectReview":
      answer["metadata"] = ["creationTimestamp": .string(request.now.wholeSeconds.text)]
      answer["status"] = ["userInfo": Self.value(of: request.user)]
    case "SelfSubjectRulesReview":
      answer["metadata"] = [:]
      answer["spec"] = [:]
      answer["status"] = try rulesReview(body, request.user)
    case "TokenReview": answer["status"] = try tokenReview(body, at: request.now)
    default:
      if answer["spec"] == nil { answer["spec"] = [:] }
      answer["status"] = try accessReview(body, managed: answer.metadata["managedFields"], request)
    }
    return .json(Self.view(answer, request.definition), status: 201)
  }

  /// Even an object that is never stored says who owns its fields.
  private static func reviewMetadata(_ body: JSONValue, _ request: ResourceRequest) -> JSONValue {
    var metadata: JSONValue = [:]
    metadata["namespace"] = .text(request.namespace)
    let managed = WriteContext(request).fieldManager.update(
      from: FieldTree.zeroValue(of: request.definition.schema), to: body)
    metadata["managedFields"] = managed.metadata["managedFields"]
    return metadata
  }

  static func value(of user: UserInfo) -> JSONValue {
    var value: JSONValue = ["username": .string(user.name)]
    if !user.uid.isEmpty { value["uid"] = .string(user.uid) }
    if !user.groups.isEmpty { value["groups"] = .array(user.groups.map { .string($0) }) }
    if !user.extra.isEmpty {
      value["extra"] = .object(
        JSONObject(user.extra.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map { .string($0) })) }))
    }
    return value
  }

  // MARK: - Access

  private func accessReview(
    _ body: JSONValue, managed: JSONValue?, _ request: ResourceRequest
  ) throws(APIFailure) -> JSONValue {
    let spec = body["spec"] ?? [:]
    let isSelf = request.type.kind == "SelfSubjectAccessReview"
    var errors = Self.problems(spec, isSelf: isSelf)
    errors += Self.metadataProblems(body, managed, namespace: request.namespace)
    if let namespace = request.namespace, let given = spec["resourceAttributes"]?["namespace"], given.string != namespace {
      errors.append(.invalid("spec.resourceAttributes.namespace", given, "must match metadata.namespace"))
    }
    guard errors.isEmpty else { throw .invalid(group: request.type.group, kind: "", "", errors) }
    let user = isSelf ? request.user : Self.subject(of: spec)
    guard access.isEnforced else { return ["allowed": true] }
    switch authorizer.verdict(Self.action(of: spec), user) {
    case .allowed(""): return ["allowed": true]
    case .allowed(let reason): return ["allowed": true, "reason": .string(reason)]
    case .refused(""): return ["allowed": false]
    case .refused(let problem): return ["allowed": false, "reason": .string(problem)]
    }
  }

  /// What is asked has no name and no labels.
  private static func metadataProblems(
    _ body: JSONValue, _ managed: JSONValue?, namespace: String?
  ) -> [FieldError] {
    var metadata = body.metadata
    metadata["managedFields"] = nil
    var bare = metadata
    if namespace != nil { bare["namespace"] = nil }
    guard bare.object?.isEmpty == false else { return [] }
    metadata["managedFields"] = managed
    let detail = "must be empty" + (namespace == nil ? "" : " except for namespace")
    let names = [
      "name", "generateName", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "labels",
      "annotations", "ownerReferences", "finalizers", "managedFields",
    ]
    return [.invalid("metadata", ordered: FieldRules.ordered(metadata, names), detail)]
  }

  private static func problems(_ spec: JSONValue, isSelf: Bool) -> [FieldError] {
    var errors: [FieldError] = []
    let resource = spec["resourceAttributes"]
    if let path = spec["nonResourceAttributes"] {
      if resource != nil {
        let value: JSONValue = ["Path": path["path"] ?? "", "Verb": path["verb"] ?? ""]
        errors.append(
          .invalid("spec.nonResourceAttributes", value, "cannot be specified in combination with resourceAttributes"))
      }
    } else if resource == nil {
      errors.append(
        .invalid(
          "spec.resourceAttributes", .null,
          "exactly one of nonResourceAttributes or resourceAttributes must be specified"))
    }
    if !isSelf, spec["user"]?.string?.isEmpty != false, spec["groups"]?.elements.isEmpty != false {
      errors.append(.invalid("spec.user", "", "at least one of user or group must be specified"))
    }
    return errors
  }

  private static func subject(of spec: JSONValue) -> UserInfo {
    UserInfo(name: spec["user"]?.string ?? "", groups: spec["groups"]?.elements.compactMap(\.string) ?? [])
  }

  private static func action(of spec: JSONValue) -> AccessAttributes {
    if let path = spec["nonResourceAttributes"] {
      return AccessAttributes(verb: path["verb"]?.string ?? "", path: path["path"]?.string ?? "")
    }
    let resource = spec["resourceAttributes"] ?? [:]
    func text(_ name: String) -> String { resource[name]?.string ?? "" }
    var action = AccessAttributes(
      verb: text("verb"), group: text("group"), resource: text("resource"), namespace: text("namespace"),
      name: text("name"))
    action.subresource = text("subresource")
    return action
  }

  private func rulesReview(_ body: JSONValue, _ user: UserInfo) throws(APIFailure) -> JSONValue {
    guard let namespace = body["spec"]?["namespace"]?.string, !namespace.isEmpty else {
      throw .badRequest("no namespace on request")
    }
    let everything = [AccessRule(verbs: ["*"], groups: ["*"], resources: ["*"]), AccessRule(verbs: ["*"], paths: ["*"])]
    let rules = access.isEnforced ? authorizer.rules(of: user, in: namespace) : everything
    return [
      "resourceRules": .array(rules.filter(\.paths.isEmpty).map(\.value)),
      "nonResourceRules": .array(rules.filter { !$0.paths.isEmpty }.map(\.value)), "incomplete": false,
    ]
  }

  // MARK: - Tokens

  private func tokenReview(_ body: JSONValue, at now: Timestamp) throws(APIFailure) -> JSONValue {
    guard let token = body["spec"]?["token"]?.string, !token.isEmpty else {
      throw .badRequest("token is required for TokenReview in authentication")
    }
    let asked = body["spec"]?["audiences"]?.elements.compactMap(\.string) ?? []
    let audiences = asked.isEmpty ? [access.issuer] : asked
    guard let found = user(ofToken: token, audiences: audiences, at: now) else {
      let refusal = refusal(ofToken: token, audiences: audiences, at: now)
      return ["user": [:], "error": .string(refusal.map { "[invalid bearer token, \($0)]" } ?? "invalid bearer token")]
    }
    return [
      "authenticated": true, "user": Self.value(of: found.user),
      "audiences": .array(found.audiences.map { .string($0) }),
    ]
  }
}
