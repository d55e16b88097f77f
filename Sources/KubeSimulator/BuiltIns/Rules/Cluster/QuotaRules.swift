import KubeCore
import KubeSchema

/// What makes quotas and limits of resources invalid.
enum QuotaRules {
  static let scopes = [
    "BestEffort", "CrossNamespacePodAffinity", "NotBestEffort", "NotTerminating", "PriorityClass", "Terminating",
    "VolumeAttributesClass",
  ]

  static func checkQuota(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var errors: [FieldError] = []
    for (name, value) in (object["spec"]?["hard"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
      let field = "spec.hard[\(name)]"
      errors += ResourceNames.problems(ofQuota: name).map { .invalid(field, .string(name), $0) }
      errors += FieldRules.quantityNotNegative(value, field)
      if ResourceNames.isCount(name), let amount = FieldRules.quantity(value), FieldRules.isFraction(amount) {
        errors.append(.invalid(field, value, "must be an integer"))
      }
    }
    return errors + checkScopes(object, old) + QuotaScopeRules.check(object["spec"] ?? [:])
  }

  private static func checkScopes(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    guard let list = object["spec"]?["scopes"], !list.elements.isEmpty else { return [] }
    var errors: [FieldError] = []
    let given = list.elements.compactMap(\.string)
    if !given.allSatisfy(scopes.contains) { errors.append(.invalid("spec.scopes", list, "unsupported scope")) }
    for pair in [["BestEffort", "NotBestEffort"], ["Terminating", "NotTerminating"]]
    where pair.allSatisfy(given.contains) {
      errors.append(.invalid("spec.scopes", list, "conflicting scopes"))
    }
    if let old, old["spec"]?["scopes"] != object["spec"]?["scopes"] {
      errors.append(.invalid("spec.scopes", list, "field is immutable"))
    }
    return errors
  }

  static func checkLimits(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    var types: Set<String> = []
    return (object["spec"]?["limits"]?.elements ?? []).enumerated().flatMap { position, limit -> [FieldError] in
      let path = "spec.limits[\(position)]"
      let type = FieldRules.text(limit, "type")
      var errors: [FieldError] = []
      errors += FieldRules.qualifiedName(type, "\(path).type")
      if errors.isEmpty, !["Container", "Pod", "PersistentVolumeClaim"].contains(type), !type.contains("/") {
        errors.append(.invalid("\(path).type", .string(type), "must be a standard limit type or fully qualified"))
      }
      if !types.insert(type).inserted { errors.append(.duplicate("\(path).type", .string(type))) }
      if type == "Pod" {
        for name in ["default", "defaultRequest"] where limit[name]?.object?.isEmpty == false {
          errors.append(.forbidden("\(path).\(name)", "may not be specified when `type` is 'Pod'"))
        }
      }
      return errors + checkAmounts(limit, path)
    }
  }

  private static let words = [
    "min": "min value", "max": "max value", "default": "default value", "defaultRequest": "default request value",
  ]
  /// Which amount may not be above which, the field that the error names and the amount that it shows.
  private static let comparisons: [(lower: String, upper: String, field: String, showsUpper: Bool)] = [
    ("min", "max", "min", false), ("min", "defaultRequest", "defaultRequest", true),
    ("defaultRequest", "max", "defaultRequest", false), ("defaultRequest", "default", "defaultRequest", false),
    ("min", "default", "default", false), ("default", "max", "default", true),
  ]

  private static func checkAmounts(_ limit: JSONValue, _ path: String) -> [FieldError] {
    let members = ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"]
    let names = Set(members.flatMap { Array((limit[$0]?.object ?? [:]).keys) })
    return names.sorted().flatMap { name -> [FieldError] in
      func amount(_ member: String) -> (quantity: ResourceQuantity, text: String)? {
        guard let value = limit[member]?[name], let quantity = FieldRules.quantity(value) else { return nil }
        return (quantity, value.string ?? value.description)
      }
      var errors: [FieldError] = []
      for pair in comparisons {
        guard let (first, firstText) = amount(pair.lower), let (second, secondText) = amount(pair.upper), first > second
        else { continue }
        // A default is that of the limit where the other one is meant too.
        let isOfLimit = pair.lower == "defaultRequest" && pair.upper == "default"
        let upper = isOfLimit ? "default limit value" : words[pair.upper] ?? ""
        errors.append(
          .invalid(
            "\(path).\(pair.field)[\(name)]", .string(pair.showsUpper ? secondText : firstText),
            "\(words[pair.lower] ?? "") \(firstText) is greater than \(upper) \(secondText)"))
      }
      if let (ratio, text) = amount("maxLimitRequestRatio"), ratio < ResourceQuantity(1) {
        errors.append(
          .invalid("\(path).maxLimitRequestRatio[\(name)]", .string(text), "ratio \(text) is less than 1"))
      }
      return errors
    }
  }
}
