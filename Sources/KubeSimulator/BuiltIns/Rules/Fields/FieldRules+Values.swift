import CEL
import KubeCore
import KubeSchema

/// Rules for single values, in the server's words.
extension FieldRules {
  static func subdomain(_ text: String, _ field: String) -> [FieldError] {
    NameText.problems(ofSubdomain: text).map { .invalid(field, .string(text), $0) }
  }

  static func label(_ text: String, _ field: String) -> [FieldError] {
    NameText.problems(ofLabel: text).map { .invalid(field, .string(text), $0) }
  }

  static func qualifiedName(_ text: String, _ field: String) -> [FieldError] {
    NameText.problems(ofQualifiedName: text).map { .invalid(field, .string(text), $0) }
  }

  static func labelValue(_ text: String, _ field: String) -> [FieldError] {
    NameText.problems(ofLabelValue: text).map { .invalid(field, .string(text), $0) }
  }

  /// A part of a path, which must be given.
  static func segment(_ object: JSONValue, _ name: String, _ path: String, _ detail: String = "") -> [FieldError] {
    let (text, field) = (text(object, name), "\(path).\(name)")
    if text.isEmpty { return [.required(field, detail)] }
    return NameText.problems(ofPathSegment: text).map { .invalid(field, .string(text), $0) }
  }

  /// A path below a domain, like `acme.io/foo`.
  static func domainPath(_ text: String, _ field: String) -> [FieldError] {
    if text.isEmpty { return [.required(field)] }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      return [.invalid(field, .string(text), "must be a domain-prefixed path (such as \"acme.io/foo\")")]
    }
    let errors = subdomain(parts[0], field)
    guard !parts[1].utf8.allSatisfy(isOfPath) else { return errors }
    let problem = "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')"
    return errors + [.invalid(field, .string(parts[1]), problem)]
  }

  private static func isOfPath(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "/-._~%!$&'()*+,;=:".utf8.contains(byte)
    }
  }

  static func address(_ text: String, _ field: String) -> [FieldError] {
    guard IPAddressText(text) == nil else { return [] }
    return [.invalid(field, .string(text), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")]
  }

  static func network(_ text: String, _ field: String) -> [FieldError] {
    guard NetworkText(text) == nil else { return [] }
    return [.invalid(field, .string(text), "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")]
  }

  /// What may not stand for a machine elsewhere.
  static func remoteAddress(_ address: IPAddressText, _ field: String) -> [FieldError] {
    let value = JSONValue.string(address.text)
    var errors: [FieldError] = []
    if address.isUnspecified { errors.append(.invalid(field, value, "may not be unspecified (0.0.0.0 or ::)")) }
    if address.isLoopback {
      errors.append(.invalid(field, value, "may not be in the loopback range (127.0.0.0/8, ::1/128)"))
    }
    if address.isLinkLocalUnicast {
      errors.append(.invalid(field, value, "may not be in the link-local range (169.254.0.0/16, fe80::/10)"))
    }
    if address.isLinkLocalMulticast {
      errors.append(.invalid(field, value, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)"))
    }
    return errors
  }

  static func quantityNotNegative(_ value: JSONValue, _ field: String) -> [FieldError] {
    guard let quantity = quantity(value), quantity < ResourceQuantity(0) else { return [] }
    return [.invalid(field, value, "must be greater than or equal to 0")]
  }

  static func quantity(_ value: JSONValue?) -> ResourceQuantity? {
    value.flatMap { $0.string ?? $0.description }.flatMap { ResourceQuantity($0) }
  }

  /// Whether an amount is not a whole one.
  static func isFraction(_ quantity: ResourceQuantity) -> Bool { ResourceQuantity(quantity.wholeAmount) != quantity }

  static func text(_ object: JSONValue, _ name: String) -> String { object[name]?.string ?? "" }

  /// The value of a field that Go holds as a structure: its members in the order of their declaration.
  static func ordered(_ value: JSONValue, _ names: [String]) -> JSONValue {
    guard let object = value.object else { return value }
    return .object(JSONObject(names.compactMap { name in object[name].map { (name, $0) } }))
  }

  static func immutable(_ object: JSONValue, _ old: JSONValue?, _ names: [String]) -> [FieldError] {
    guard let old else { return [] }
    return names.filter { object[$0] != old[$0] }.map { .invalid($0, object[$0] ?? .null, "field is immutable") }
  }
}
