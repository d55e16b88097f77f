import KubeCore
import KubeSchema

/// What makes the resources that a container asks for invalid.
enum ContainerResourceRules {
  /// - Parameter claims: the names of the pod's claims to devices; `nil` where nobody claims any.
  static func check(_ resources: JSONValue, _ path: String, claims: [String]? = nil) -> [FieldError] {
    var errors: [FieldError] = []
    let limits = resources["limits"]?.object ?? [:]
    for list in ["limits", "requests"] {
      for (name, value) in (resources[list]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
        errors += check(name, value, "\(path).\(list)")
        guard list == "requests" else { continue }
        errors += compare(name, value, limits[name], path)
      }
    }
    return errors + (claims.map { check(claims: resources, "\(path).claims", $0) } ?? [])
  }

  private static func check(claims resources: JSONValue, _ path: String, _ known: [String]) -> [FieldError] {
    var names: Set<String> = []
    return (resources["claims"]?.elements ?? []).enumerated().flatMap { position, claim -> [FieldError] in
      let field = "\(path)[\(position)]"
      let (name, request) = (claim.memberName, FieldRules.text(claim, "request"))
      var errors: [FieldError] = name.isEmpty ? [.required(field)] : []
      let key = request.isEmpty ? name : "\(name)/\(request)"
      if !name.isEmpty, !names.insert(key).inserted { errors.append(.duplicate(field, .string(key))) }
      guard !name.isEmpty, !known.contains(name) else { return errors }
      let list = known.isEmpty ? " which is empty" : ": " + known.sorted().joined(separator: ", ")
      return errors + [
        FieldError(
          reason: "FieldValueNotFound", field: field,
          message: "Not found: \(GoQuoted.text(name)): must be one of the names in pod.spec.resourceClaims\(list)")
      ]
    }
  }

  private static func check(_ name: String, _ value: JSONValue, _ path: String) -> [FieldError] {
    let field = "\(path)[\(name)]"
    var errors: [FieldError] = ResourceNames.problems(ofContainer: name).map { .invalid(field, .string(name), $0) }
    errors += FieldRules.quantityNotNegative(value, field)
    if ResourceNames.isExtended(name), let amount = FieldRules.quantity(value), FieldRules.isFraction(amount) {
      errors.append(.invalid(field, value, "must be an integer"))
    }
    return errors
  }

  private static func compare(
    _ name: String, _ request: JSONValue, _ limit: JSONValue?, _ path: String
  ) -> [FieldError] {
    let isExclusive = ResourceNames.isExtended(name) || ResourceNames.isHugePage(name)
    guard let limit else {
      return isExclusive ? [.required("\(path).limits", "Limit must be set for non overcommitable resources")] : []
    }
    guard let asked = FieldRules.quantity(request), let most = FieldRules.quantity(limit) else { return [] }
    let text = limit.string ?? limit.description
    if isExclusive {
      return asked == most ? [] : [.invalid("\(path).requests", request, "must be equal to \(name) limit of \(text)")]
    }
    return asked <= most
      ? [] : [.invalid("\(path).requests", request, "must be less than or equal to \(name) limit of \(text)")]
  }
}
