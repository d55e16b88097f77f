import KubeCore
import KubeSchema

/// What makes nodes and namespaces invalid.
enum NodeRules {
  private static let effects: [JSONValue] = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let taints = checkTaints(spec)
    var errors = taints
    for (position, range) in (spec["podCIDRs"]?.elements ?? []).enumerated() {
      errors += FieldRules.network(range.string ?? "", "spec.podCIDRs[\(position)]")
    }
    guard let before = old.map({ $0["spec"] ?? [:] }) else { return errors }
    // The server looks at taints once more when a node is changed.
    return errors + checkChange(spec, before) + taints
  }

  /// Ranges and the provider's name are given once.
  private static func checkChange(_ spec: JSONValue, _ before: JSONValue) -> [FieldError] {
    let (ranges, former) = (spec["podCIDRs"]?.elements ?? [], before["podCIDRs"]?.elements ?? [])
    let changes = former.isEmpty ? 0 : former.count == ranges.count ? zip(former, ranges).count { $0 != $1 } : 1
    var errors = Array(
      repeating: FieldError.forbidden(
        "spec.podCIDRs", "node updates may not change podCIDR except from \"\" to valid"), count: changes)
    let provider = FieldRules.text(before, "providerID")
    if !provider.isEmpty, provider != FieldRules.text(spec, "providerID") {
      errors.append(
        .forbidden("spec.providerID", "node updates may not change providerID except from \"\" to valid"))
    }
    return errors
  }

  private static func checkTaints(_ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    var seen: Set<String> = []
    for (position, taint) in (spec["taints"]?.elements ?? []).enumerated() {
      let path = "metadata.taints[\(position)]"
      let (key, effect) = (FieldRules.text(taint, "key"), FieldRules.text(taint, "effect"))
      errors += FieldRules.qualifiedName(key, "\(path).key")
      let value = FieldRules.text(taint, "value")
      errors += NameText.problems(ofLabelValue: value).map { .invalid("\(path).value", .string(value), $0) }
      if effect.isEmpty {
        errors.append(.required("\(path).effect"))
      } else if !effects.contains(.string(effect)) {
        errors.append(.notSupported("\(path).effect", .string(effect), supported: effects))
      }
      if !seen.insert("\(key):\(effect)").inserted {
        let shown: JSONValue = [
          "Key": .string(key), "Value": .string(value), "Effect": .string(effect),
          "TimeAdded": taint["timeAdded"] ?? .null,
        ]
        errors.append(.duplicate(path, ordered: shown, "taints must be unique by key and effect pair"))
      }
    }
    return errors
  }

  static func checkNamespace(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    checkPhase(object) + checkFinalizers(object)
  }

  private static func checkPhase(_ object: JSONValue) -> [FieldError] {
    let phase = object["status"]?["phase"] ?? ""
    let (expected, word) = object.isDeleting ? ("Terminating", "not ") : ("Active", "")
    guard phase.string != expected else { return [] }
    return [
      .invalid("status.Phase", phase, "may only be '\(expected)' if `deletionTimestamp` is \(word)empty")
    ]
  }

  private static func checkFinalizers(_ object: JSONValue) -> [FieldError] {
    (object["spec"]?["finalizers"]?.elements ?? []).compactMap(\.string).flatMap { name -> [FieldError] in
      let problems = FieldRules.qualifiedName(name, "spec.finalizers")
      guard !name.contains("/"), name != "kubernetes" else { return problems }
      return problems + [
        .invalid(
          "spec.finalizers", .string(name), "name is neither a standard finalizer name nor is it fully qualified")
      ]
    }
  }
}
