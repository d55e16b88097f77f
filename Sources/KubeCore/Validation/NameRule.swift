/// What names, labels and their values may look like (`k8s.io/apimachinery/pkg/util/validation`).
public enum NameRule: Sendable, Hashable {
  /// A label of RFC 1123: most names of namespaces, containers, ports of Services.
  case label
  /// A label of RFC 1035, which does not start with a digit: names of Services.
  case label1035
  /// Labels joined by dots: most names of objects.
  case subdomain
  /// A name with a prefix or without: keys of labels and annotations.
  case qualifiedName
  /// The value of a label; it may be empty.
  case labelValue

  /// What is wrong with a text; `nil` when nothing is.
  public func violation(of text: String) -> String? {
    switch self {
    case .label: Self.check(text, upTo: 63, Self.isLowercase, Self.isLowercase, "-")
    case .label1035: Self.check(text, upTo: 63, { (97...122).contains($0) }, Self.isLowercase, "-")
    case .subdomain: Self.subdomainViolation(text)
    case .labelValue: text.isEmpty ? nil : Self.check(text, upTo: 63, Self.isAlphanumeric, Self.isAlphanumeric, "-_.")
    case .qualifiedName: Self.qualifiedNameViolation(text)
    }
  }

  /// Whether a text follows the rule.
  public func allows(_ text: String) -> Bool { violation(of: text) == nil }

  private static func subdomainViolation(_ text: String) -> String? {
    if text.utf8.count > 253 { return "must be no more than 253 bytes" }
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      if let violation = check(String(part), upTo: 253, isLowercase, isLowercase, "-") { return violation }
    }
    return nil
  }

  private static func qualifiedNameViolation(_ text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last else { return "must have at most one slash" }
    if parts.count == 2, let violation = subdomainViolation(String(parts[0])) { return "prefix part \(violation)" }
    return check(String(name), upTo: 63, isAlphanumeric, isAlphanumeric, "-_.").map { "name part \($0)" }
  }

  /// Checks the length, the first and the last byte, and those between, which may be `extra` as well.
  private static func check(
    _ text: String, upTo limit: Int, _ isFirst: (UInt8) -> Bool, _ isOther: (UInt8) -> Bool, _ extra: StaticString
  ) -> String? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last else { return "must not be empty" }
    if bytes.count > limit { return "must be no more than \(limit) bytes" }
    let between = UnsafeBufferPointer(start: extra.utf8Start, count: extra.utf8CodeUnitCount)
    guard isFirst(first), isOther(last), bytes.allSatisfy({ isOther($0) || between.contains($0) }) else {
      return "must consist of allowed characters, and start and end with a letter or digit"
    }
    return nil
  }

  private static func isLowercase(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLowercase(byte) || (65...90).contains(byte) }
}
