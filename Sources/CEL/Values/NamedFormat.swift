import KubeCore

/// A format that text can be checked against.
public struct NamedFormat: Sendable, Hashable {
  let name: String
  /// A length that stands for the complexity of the check in costs.
  let patternLength: Int

  static let all: [String: NamedFormat] = [
    "dns1123Label": .init(name: "DNS1123Label", patternLength: 30),
    "dns1123Subdomain": .init(name: "DNS1123Subdomain", patternLength: 60),
    "dns1035Label": .init(name: "DNS1035Label", patternLength: 30),
    "qualifiedName": .init(name: "QualifiedName", patternLength: 60),
    "dns1123LabelPrefix": .init(name: "DNS1123LabelPrefix", patternLength: 30),
    "dns1123SubdomainPrefix": .init(name: "DNS1123SubdomainPrefix", patternLength: 60),
    "dns1035LabelPrefix": .init(name: "DNS1035LabelPrefix", patternLength: 30),
    "labelValue": .init(name: "LabelValue", patternLength: 40),
    "uri": .init(name: "URI", patternLength: 1103),
    "uuid": .init(name: "uuid", patternLength: 70),
    "byte": .init(name: "byte", patternLength: 84),
    "date": .init(name: "date", patternLength: 70),
    "datetime": .init(name: "datetime", patternLength: 70),
  ]

  /// A format by its name in expressions.
  public static func named(_ name: String) -> NamedFormat? { all[name] }

  public func matches(_ text: String) -> Bool { problems(with: text).isEmpty }

  /// Whether a text is an IP address of a version, mapped addresses included.
  public static func isAddress(_ text: String, version: Int) -> Bool {
    guard let parsed = try? AddressParser.parse(text), !parsed.hasZone else { return false }
    return (parsed.bytes.count == 4) == (version == 4)
  }

  /// Whether a text is an IP address with the length of a prefix.
  public static func isRange(_ text: String) -> Bool { (try? CIDRValue(text)) != nil }

  /// What is wrong with a text; empty when nothing is.
  func problems(with text: String) -> [String] {
    switch name {
    case "DNS1123Label": FormatRules.label(text)
    case "DNS1123LabelPrefix": FormatRules.label(FormatRules.withoutDash(text))
    case "DNS1123Subdomain": FormatRules.subdomain(text)
    case "DNS1123SubdomainPrefix": FormatRules.subdomain(FormatRules.withoutDash(text))
    case "DNS1035Label": FormatRules.label1035(text)
    case "DNS1035LabelPrefix": FormatRules.label1035(FormatRules.withoutDash(text))
    case "QualifiedName": FormatRules.qualifiedName(text)
    case "LabelValue": FormatRules.labelValue(text)
    case "URI": FormatRules.uri(text)
    case "uuid": FormatRules.check(FormatRules.uuid(text), "does not match the UUID format")
    case "byte": FormatRules.check(!text.isEmpty && Base64.decode(text) != nil, "invalid base64")
    case "date": FormatRules.check(TimestampValue(date: text) != nil, "invalid date")
    default: FormatRules.check(TimestampValue(loose: text) != nil, "invalid datetime")
    }
  }
}
