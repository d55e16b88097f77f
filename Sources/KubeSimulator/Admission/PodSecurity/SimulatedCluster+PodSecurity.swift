import KubeCore
import KubeSchema

/// Holds pods to the level of their namespace, and warns of what would not be made of templates.
///
/// Source: `k8s.io/pod-security-admission/admission`.
extension SimulatedCluster {
  /// - Throws: `APIFailure` 403 for a pod that the level of its namespace forbids, 422 for a level that is none.
  mutating func checkPodSecurity(
    _ object: JSONValue, old: JSONValue?, _ context: WriteContext
  ) throws(APIFailure) {
    let storage = context.definition.storage
    if storage == BuiltIn.namespaces.storage {
      guard context.subresource == nil else { return }
      return try checkLevels(of: object, old: old)
    }
    let isPod = storage == BuiltIn.pods.storage
    guard isPod || PodTemplatePath.byStorage[storage] != nil, let labels = levels(of: object.namespace) else { return }
    if isPod {
      guard context.subresource == nil || context.subresource == "ephemeralcontainers" else { return }
      try checkPod(object, old: old, labels)
    } else if context.subresource == nil, let template = object[PodTemplatePath.byStorage[storage] ?? []] {
      warn(of: template, PodSecurityLevel(.warn, labels: labels))
    }
  }

  /// The labels of a namespace, if any of them sets a level.
  private func levels(of namespace: String?) -> [String: String]? {
    guard let namespace else { return nil }
    let key = StoredKey(storage: BuiltIn.namespaces.storage, key: ObjectKey(name: namespace))
    let labels = store[key]?.labels ?? [:]
    return PodSecurityLevel.Mode.allCases.contains { labels[PodSecurityLevel.label($0)] != nil } ? labels : nil
  }

  private mutating func checkPod(
    _ pod: JSONValue, old: JSONValue?, _ labels: [String: String]
  ) throws(APIFailure) {
    if let old, old["spec"] == pod["spec"], old.annotations == pod.annotations { return }
    let enforced = PodSecurityLevel(.enforce, labels: labels)
    let broken = Self.violations(of: pod, enforced)
    guard broken.isEmpty else {
      let text = broken.map(\.text).joined(separator: ", ")
      throw .podForbidden(pod, "violates PodSecurity \"\(enforced.text)\": \(text)")
    }
    warn(of: pod, PodSecurityLevel(.warn, labels: labels))
  }

  private mutating func warn(of pod: JSONValue, _ level: PodSecurityLevel) {
    let broken = Self.violations(of: pod, level)
    guard !broken.isEmpty else { return }
    warn("would violate PodSecurity \"\(level.text)\": \(broken.map(\.text).joined(separator: ", "))")
  }

  private static func violations(of pod: JSONValue, _ level: PodSecurityLevel) -> [PodSecurityViolation] {
    let subject = PodSecuritySubject(annotations: pod.annotations, spec: pod["spec"] ?? [:])
    return PodSecurityRules.violations(of: subject, level)
  }

  // MARK: - Namespaces

  private mutating func checkLevels(of namespace: JSONValue, old: JSONValue?) throws(APIFailure) {
    let errors = Self.levelProblems(namespace.labels)
    guard errors.isEmpty || old.map({ Self.levelProblems($0.labels) == errors }) == true else {
      throw .invalid(group: "", kind: "Namespace", namespace.name, errors)
    }
    guard let old else { return }
    let level = PodSecurityLevel(.enforce, labels: namespace.labels)
    if level.isNew(after: PodSecurityLevel(.enforce, labels: old.labels)) { warnOfPods(in: namespace.name, level) }
  }

  private static func levelProblems(_ labels: [String: String]) -> [FieldError] {
    PodSecurityLevel.Mode.allCases.flatMap { mode -> [FieldError] in
      let label = PodSecurityLevel.label(mode)
      var errors: [FieldError] = []
      if let text = labels[label], PodSecurityLevel.Name(rawValue: text) == nil {
        let names = PodSecurityLevel.Name.allCases.map(\.rawValue).joined(separator: ", ")
        errors.append(.invalid("metadata.labels[\(label)]", .string(text), "must be one of \(names)"))
      }
      if let text = labels["\(label)-version"], text != "latest", text.wholeMatch(of: /v1\.(0|[1-9][0-9]*)/) == nil {
        errors.append(.invalid("metadata.labels[\(label)-version]", .string(text), "must be \"latest\" or \"v1.x\""))
      }
      return errors
    }
  }

  private mutating func warnOfPods(in namespace: String, _ level: PodSecurityLevel) {
    var names: [String: [String]] = [:]
    for (_, pod) in store.objects(in: BuiltIn.pods.storage, namespace: namespace) {
      let reasons = Self.violations(of: pod, level).map(\.reason)
      if !reasons.isEmpty { names[reasons.joined(separator: ", "), default: []].append(pod.name) }
    }
    guard !names.isEmpty else { return }
    warn("existing pods in namespace \"\(namespace)\" violate the new PodSecurity enforce level \"\(level.text)\"")
    for (reasons, pods) in names.sorted(by: { $0.value.first ?? "" < $1.value.first ?? "" }) {
      let others = pods.count - 1
      let more = others == 0 ? "" : others == 1 ? " (and one other pod)" : " (and \(others) other pods)"
      warn("\(pods.first ?? "")\(more): \(reasons)")
    }
  }
}
