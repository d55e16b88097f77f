import CEL
import KubeCore

/// Admission by policies (`ValidatingAdmissionPolicy`).
///
/// Source: `k8s.io/apiserver/pkg/admission/plugin/policy/validating`, dispatcher.go and validator.go.
extension SimulatedCluster {
  private static let policies = "admissionregistration.k8s.io/validatingadmissionpolicies"
  private static let bindings = "admissionregistration.k8s.io/validatingadmissionpolicybindings"

  /// Asks every policy that is bound.
  ///
  /// Policies that only warn leave their warnings for the answer.
  ///
  /// - Throws: `APIFailure` of the first policy that denies the change.
  mutating func admit(_ attributes: @autoclosure () -> AdmissionAttributes) throws(APIFailure) {
    guard store.hasObjects(in: Self.bindings) else { return }
    let attributes = attributes()
    guard Self.isGoverned(attributes.definition) else { return }
    var denied: APIFailure?
    for (name, bindings) in boundPolicies(in: Self.bindings) {
      guard let policy = compiledPolicy(name, in: Self.policies) else { continue }
      if let failure = ask(policy, bindings, attributes), denied == nil { denied = failure }
    }
    if let denied { throw denied }
  }

  /// Whether policies have power over a resource: not over themselves and their like, and not over questions.
  static func isGoverned(_ definition: ResourceDefinition) -> Bool {
    definition.type.group != "admissionregistration.k8s.io" && !Reviews.contains(definition.type)
  }

  /// The bindings of each policy, by its name.
  func boundPolicies(in bindings: String) -> [(name: String, bindings: [JSONValue])] {
    let all = store.objects(in: bindings).map(\.value)
    return Dictionary(grouping: all) { $0["spec"]?["policyName"]?.string ?? "" }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  mutating func compiledPolicy(_ name: String, in policies: String) -> CompiledPolicy? {
    let key = StoredKey(storage: policies, key: ObjectKey(name: name))
    guard let policy = store[key] else {
      policyCache[key] = nil
      return nil
    }
    if let known = policyCache[key], known.policy.uid == policy.uid, known.policy["spec"] == policy["spec"] {
      return known
    }
    let compiled = CompiledPolicy(policy)
    policyCache[key] = compiled
    return compiled
  }

  private mutating func ask(
    _ policy: CompiledPolicy, _ bindings: [JSONValue], _ attributes: AdmissionAttributes
  ) -> APIFailure? {
    let spec = policy.policy["spec"] ?? [:]
    guard let matched = match(spec["matchConstraints"] ?? [:], attributes) else { return nil }
    let parameters = PolicyParameters(registry: registry, store: store)
    if let kind = spec["paramKind"] {
      do {
        _ = try parameters.definition(of: kind)
      } catch {
        return configurationFailure(policy, nil, "failed to configure policy: \(error.message)", attributes)
      }
    }
    var denied: APIFailure?
    for binding in bindings where match(binding["spec"]?["matchResources"] ?? [:], attributes) != nil {
      let failure: APIFailure?
      do {
        let found = try parameters.find(
          spec["paramKind"], binding["spec"]?["paramRef"],
          namespace: attributes.namespace)
        failure = evaluate(policy, binding, found, attributes, as: matched)
      } catch {
        failure = configurationFailure(
          policy, binding, "failed to configure binding: \(error.message)", attributes)
      }
      if denied == nil { denied = failure }
    }
    return denied
  }

  func match(_ rules: JSONValue, _ attributes: AdmissionAttributes) -> ResourceDefinition? {
    let others = registry.definitions(storage: attributes.definition.storage).filter {
      $0.type != attributes.definition.type
    }
    return ResourceRules(rules, attributes, versions: [attributes.definition] + others)
      .match(namespaceLabels: namespaceLabels(of: attributes))
  }

  private func namespaceLabels(of attributes: AdmissionAttributes) -> [String: String]? {
    if attributes.isNamespace { return (attributes.object ?? attributes.oldObject)?.labels }
    return attributes.namespace.isEmpty ? nil : namespace(attributes.namespace)?.labels
  }

  private func namespace(_ name: String) -> JSONValue? {
    store[StoredKey(storage: BuiltIn.namespaces.storage, key: ObjectKey(name: name))]
  }

  private mutating func evaluate(
    _ policy: CompiledPolicy, _ binding: JSONValue, _ parameters: [JSONValue?], _ attributes: AdmissionAttributes,
    as matched: ResourceDefinition
  ) -> APIFailure? {
    let actions = binding["spec"]?["validationActions"]?.elements ?? []
    var variables = variables(of: attributes, as: matched)
    var denied: APIFailure?
    for parameter in parameters {
      if policy.policy["spec"]?["paramKind"] != nil { variables["params"] = parameter.map { Value($0) } ?? .null }
      var evaluation = PolicyEvaluation(policy, variables)
      for denial in evaluation.run() {
        if actions.contains("Warn"), !denial.isUnconditional {
          warn(
            "Validation failed for ValidatingAdmissionPolicy '\(policy.name)' with binding '\(binding.name)': "
              + denial.message)
        }
        if denied == nil, actions.contains("Deny") || denial.isUnconditional {
          denied = .denied(by: policy, binding, denial, attributes)
        }
      }
    }
    return denied
  }

  private func configurationFailure(
    _ policy: CompiledPolicy, _ binding: JSONValue?, _ message: String, _ attributes: AdmissionAttributes
  ) -> APIFailure? {
    policy.isIgnoringFailures ? nil : .denied(by: policy, binding, .init(message: message), attributes)
  }

  func variables(
    of attributes: AdmissionAttributes, as matched: ResourceDefinition
  ) -> [String: Value] {
    let isPlaced = !attributes.isNamespace && !attributes.namespace.isEmpty
    let owner = isPlaced ? namespace(attributes.namespace) : nil
    let decide = decision(for: attributes.user)
    var query = AuthorizationValue.Query()
    query.group = attributes.definition.type.group
    query.resource = attributes.definition.type.plural
    query.subresource = attributes.subresource
    query.namespace = attributes.namespace
    query.name = attributes.name
    return [
      "object": Value(attributes.view(attributes.object, as: matched)),
      "oldObject": Value(attributes.view(attributes.oldObject, as: matched)),
      "request": Value(attributes.request(as: matched), as: PolicyTypes.request),
      "namespaceObject": owner.map { Value($0, as: PolicyTypes.namespace) } ?? .null,
      "authorizer": AuthorizationValue.authorizer(decide),
      "authorizer.requestResource": AuthorizationValue.resourceCheck(query, decide),
    ]
  }

  private func decision(for user: UserInfo) -> @Sendable (AuthorizationValue.Query) -> AuthorizationValue.Decision {
    let authorizer = authorizer
    let isEnforced = access.isEnforced
    return { query in
      guard isEnforced else { return AuthorizationValue.Decision(isAllowed: true) }
      let asker = query.serviceAccount.map { UserInfo.serviceAccount($0.name, namespace: $0.namespace) } ?? user
      switch authorizer.verdict(AccessAttributes(query), asker) {
      case .allowed(let reason): return AuthorizationValue.Decision(isAllowed: true, reason: reason)
      case .refused(let reason): return AuthorizationValue.Decision(isAllowed: false, reason: reason)
      }
    }
  }

  /// Leaves a warning for the answer to the request that is being handled.
  mutating func warn(_ text: String) {
    if !warnings.contains(text) { warnings.append(text) }
  }
}

extension AccessAttributes {
  fileprivate init(_ query: AuthorizationValue.Query) {
    if let path = query.path {
      self.init(verb: query.verb, path: path)
      return
    }
    self.init(
      verb: query.verb, group: query.group, resource: query.resource, namespace: query.namespace, name: query.name)
    subresource = query.subresource
  }
}

extension APIFailure {
  fileprivate static func denied(
    by policy: CompiledPolicy, _ binding: JSONValue?, _ denial: PolicyEvaluation.Denial,
    _ attributes: AdmissionAttributes
  ) -> APIFailure {
    let place = binding.map { " with binding '\($0.name)'" } ?? ""
    let text = "ValidatingAdmissionPolicy '\(policy.name)'\(place) denied request: \(denial.message)"
    let type = attributes.definition.type
    let name = attributes.name.isEmpty ? "Unknown" : attributes.name
    var failure = forbidden(group: type.group, plural: type.plural, name, text)
    failure.reason = denial.reason
    failure.code = codes[denial.reason] ?? 422
    failure.details?["causes"] = [["message": .string(text)]]
    return failure
  }

  private static let codes = ["Forbidden": 403, "Unauthorized": 401, "RequestEntityTooLarge": 413]
}
