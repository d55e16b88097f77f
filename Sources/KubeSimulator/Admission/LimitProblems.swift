import KubeCore
import KubeSchema

/// In what way resources break a limit, in the server's words.
enum LimitProblems {
  static func all(_ resources: JSONValue, _ limit: JSONValue, _ type: String) -> [String] {
    least(resources, limit, type) + most(resources, limit, type) + ratios(resources, limit, type)
  }

  static func least(_ resources: JSONValue, _ limit: JSONValue, _ type: String) -> [String] {
    bounds(limit["min"]).compactMap { bound in
      let head = "minimum \(bound.name) usage per \(type) is \(bound.text)"
      guard let request = amount(resources, "requests", bound.name) else { return head + ".  No request is specified" }
      if request.value < bound.value { return "\(head), but request is \(request.text)" }
      guard let given = amount(resources, "limits", bound.name), given.value < bound.value else { return nil }
      return "\(head), but limit is \(given.text)"
    }
  }

  private static func most(_ resources: JSONValue, _ limit: JSONValue, _ type: String) -> [String] {
    bounds(limit["max"]).compactMap { bound in
      let head = "maximum \(bound.name) usage per \(type) is \(bound.text)"
      guard let given = amount(resources, "limits", bound.name) else { return head + ".  No limit is specified" }
      if given.value > bound.value { return "\(head), but limit is \(given.text)" }
      guard let request = amount(resources, "requests", bound.name), request.value > bound.value else { return nil }
      return "\(head), but request is \(request.text)"
    }
  }

  static func mostRequested(_ resources: JSONValue, _ limit: JSONValue, _ type: String) -> [String] {
    bounds(limit["max"]).compactMap { bound in
      let head = "maximum \(bound.name) usage per \(type) is \(bound.text)"
      guard let request = amount(resources, "requests", bound.name) else { return head + ".  No request is specified" }
      return request.value > bound.value ? "\(head), but request is \(request.text)" : nil
    }
  }

  private static func ratios(_ resources: JSONValue, _ limit: JSONValue, _ type: String) -> [String] {
    bounds(limit["maxLimitRequestRatio"]).compactMap { bound in
      let head = "\(bound.name) max limit to request ratio per \(type) is \(bound.text)"
      guard let request = amount(resources, "requests", bound.name)?.value.double, request > 0 else {
        return head + ", but no request is specified or request is 0"
      }
      guard let given = amount(resources, "limits", bound.name)?.value.double, given > 0 else {
        return head + ", but no limit is specified or limit is 0"
      }
      let ratio = given / request
      return ratio > bound.value.double ? "\(head), but provided ratio is \(sixDigits(ratio))" : nil
    }
  }

  // MARK: - Amounts

  private static func bounds(_ bounds: JSONValue?) -> [(name: String, value: ResourceQuantity, text: String)] {
    (bounds?.object ?? [:]).sorted { $0.key < $1.key }.compactMap { name, value in
      guard let quantity = FieldRules.quantity(value), let text = value.string else { return nil }
      return (name, quantity, text)
    }
  }

  private static func amount(
    _ resources: JSONValue, _ member: String, _ name: String
  ) -> (value: ResourceQuantity, text: String)? {
    guard let value = resources[member]?[name], let quantity = FieldRules.quantity(value) else { return nil }
    return (quantity, value.string ?? value.description)
  }

  /// A number as C's `%f` writes it.
  private static func sixDigits(_ number: Double) -> String {
    let millionths = Int64((min(number, 1e12) * 1_000_000).rounded())
    let fraction = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - fraction.count) + fraction
  }
}
