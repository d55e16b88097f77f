import KubeCore
import KubeSchema

/// What makes the selector of a quota invalid, which says which pods count.
///
/// Source: `validateScopedResourceSelectorRequirement` of `pkg/apis/core/validation`.
enum QuotaScopeRules {
  private static let path = "spec.scopeSelector.matchExpressions"

  static func check(_ spec: JSONValue) -> [FieldError] {
    let terms = spec["scopeSelector"]?["matchExpressions"]?.elements ?? []
    let scopes = Set(terms.map { FieldRules.text($0, "scopeName") })
    let pairs: [Set<String>] = [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]]
    return terms.flatMap(check(term:))
      + pairs.filter(scopes.isSuperset).map { _ in .invalid(path, spec["scopes"] ?? .null, "conflicting scopes") }
  }

  private static func check(term: JSONValue) -> [FieldError] {
    let (name, relation) = (FieldRules.text(term, "scopeName"), FieldRules.text(term, "operator"))
    var errors: [FieldError] = []
    if !QuotaRules.scopes.contains(name) {
      errors.append(.invalid("\(path).scopeName", .string(name), "unsupported scope"))
    } else if !["PriorityClass", "VolumeAttributesClass"].contains(name), relation != "Exists" {
      errors.append(
        .invalid(
          "\(path).operator", .string(relation),
          "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, "
            + "ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or "
            + "ResourceQuotaScopeCrossNamespacePodAffinity"))
    }
    return errors + checkValues(term, relation)
  }

  private static func checkValues(_ term: JSONValue, _ relation: String) -> [FieldError] {
    let values = term["values"]?.elements ?? []
    switch relation {
    case "In", "NotIn":
      return values.isEmpty
        ? [
          .required(
            "\(path).values", "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector")
        ] : []
    case "Exists", "DoesNotExist":
      return values.isEmpty
        ? []
        : [
          .invalid(
            "\(path).values", .array(values),
            "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector")
        ]
    default: return [.invalid("\(path).operator", .string(relation), "not a valid selector operator")]
    }
  }
}
