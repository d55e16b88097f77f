import KubeCore
import KubeSchema

/// What makes the levels of flow control invalid.
///
/// Source: `pkg/apis/flowcontrol/validation`.
enum PriorityLevelRules {
  private static let mostQueues: Int64 = 10_000_000
  /// A request's hand of queues is drawn from a hash of so many bits.
  private static let hashBits: Int64 = 60

  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let spec = object["spec"] ?? [:]
    let type = FieldRules.text(spec, "type")
    var errors: [FieldError] = []
    if (object.name == "exempt") != (type == "Exempt") {
      errors.append(.invalid("spec.type", .string(type), "must be 'Exempt' if and only if `name` is 'exempt'"))
    }
    switch type {
    case "Exempt": errors += checkExempt(spec)
    case "Limited": errors += checkLimited(spec)
    default: errors.append(.notSupported("spec.type", .string(type), supported: ["Exempt", "Limited"]))
    }
    return errors + FlowSchemaRules.checkConditions(object)
  }

  private static func checkExempt(_ spec: JSONValue) -> [FieldError] {
    var errors: [FieldError] = []
    if spec["limited"] != nil { errors.append(.forbidden("spec.limited", "must be nil if the type is not Limited")) }
    guard let exempt = spec["exempt"] else { return errors }
    return errors + checkShares(exempt, "spec.exempt") + checkLending(exempt, "spec.exempt")
  }

  private static func checkLimited(_ spec: JSONValue) -> [FieldError] {
    let path = "spec.limited"
    var errors: [FieldError] = []
    if spec["exempt"] != nil { errors.append(.forbidden("spec.exempt", "must be nil if the type is Limited")) }
    guard let limited = spec["limited"] else {
      return errors + [.required(path, "must not be empty when type is Limited")]
    }
    errors += checkShares(limited, path)
    errors += checkResponse(limited["limitResponse"] ?? [:], "\(path).limitResponse")
    errors += checkLending(limited, path)
    if let percent = limited["borrowingLimitPercent"], let number = percent.integer, number < 0 {
      errors.append(
        .invalid("\(path).borrowingLimitPercent", percent, "if specified, must be a non-negative integer"))
    }
    return errors
  }

  private static func checkShares(_ level: JSONValue, _ path: String) -> [FieldError] {
    guard let shares = level["nominalConcurrencyShares"], let number = shares.integer, number < 0 else { return [] }
    return [.invalid("\(path).nominalConcurrencyShares", shares, "must be a non-negative integer")]
  }

  private static func checkLending(_ level: JSONValue, _ path: String) -> [FieldError] {
    guard let percent = level["lendablePercent"], let number = percent.integer, !(0...100).contains(number) else {
      return []
    }
    return [.invalid("\(path).lendablePercent", percent, "must be between 0 and 100, inclusive")]
  }

  // MARK: - Queues

  private static func checkResponse(_ response: JSONValue, _ path: String) -> [FieldError] {
    let (type, queuing) = (FieldRules.text(response, "type"), response["queuing"])
    switch (type, queuing) {
    case ("Reject", _?):
      return [.forbidden("\(path).queuing", "must be nil if limited.limitResponse.type is not Limited")]
    case ("Reject", nil): return []
    case ("Queue", nil):
      return [.required("\(path).queuing", "must not be empty if limited.limitResponse.type is Limited")]
    case ("Queue", let queuing?): return checkQueuing(queuing, "\(path).queuing")
    default: return [.notSupported("\(path).type", .string(type), supported: ["Queue", "Reject"])]
    }
  }

  private static func checkQueuing(_ queuing: JSONValue, _ path: String) -> [FieldError] {
    let number = { (name: String) in queuing[name]?.integer ?? 0 }
    let (length, queues, hand) = (number("queueLengthLimit"), number("queues"), number("handSize"))
    var errors: [FieldError] = []
    if length <= 0 { errors.append(.invalid("\(path).queueLengthLimit", .integer(length), "must be positive")) }
    if queues <= 0 {
      errors.append(.invalid("\(path).queues", .integer(queues), "must be positive"))
    } else if queues > mostQueues {
      errors.append(.invalid("\(path).queues", .integer(queues), "must not be greater than \(mostQueues)"))
    }
    guard let problem = problem(ofHand: hand, queues: queues) else { return errors }
    return errors + [.invalid("\(path).handSize", .integer(hand), problem)]
  }

  private static func problem(ofHand hand: Int64, queues: Int64) -> String? {
    if hand <= 0 { return "must be positive" }
    if hand > queues { return "should not be greater than queues (\(queues))" }
    var choices: Int64 = 1
    for _ in 0..<hand where choices <= 1 << hashBits {
      let (product, overflow) = choices.multipliedReportingOverflow(by: queues)
      choices = overflow ? .max : product
      if queues == 1 { break }
    }
    guard choices > 1 << hashBits else { return nil }
    return "required entropy bits of deckSize \(queues) and handSize \(hand) should not be greater than \(hashBits)"
  }
}
