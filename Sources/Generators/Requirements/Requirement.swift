/// A Python package that is installed, as PEP 508 writes it: a name, perhaps extras, versions and a condition.
///
/// Nothing else gets through: no option, no URL, no file. Each of these would install from where nobody looked.
public struct Requirement: Sendable, Hashable, CustomStringConvertible {
  /// In lower case, with dashes (PEP 503).
  public let name: String
  public let extras: [String]
  /// The clauses, such as `==1.9.1` or `>=2,<3`; empty for any version.
  public let specifier: String
  /// The condition behind a semicolon; `nil` for none.
  public let marker: String?

  /// The version, where exactly one is asked for.
  public var pinned: PackageVersion? {
    guard specifier.hasPrefix("=="), !specifier.contains(","), !specifier.hasSuffix("*") else { return nil }
    return PackageVersion(String(specifier.drop { $0 == "=" }))
  }

  init(_ name: String, extras: [String] = [], _ version: PackageVersion?) {
    (self.name, self.extras, marker) = (name, extras, nil)
    specifier = version.map { "==\($0)" } ?? ""
  }

  /// - Parameter field: is named in the error.
  public init(_ text: String, field: String) throws(GeneratorError) {
    guard text.utf8.count <= 512, PrintableText.isOneLine(text) else {
      throw .invalid(field, text, "must be one line of at most 512 bytes")
    }
    let halves = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let head = halves[0].filter { $0 != " " && $0 != "\t" }
    let name = head.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    var rest = head.dropFirst(name.count)
    guard Self.isName(name) else { throw .invalid(field, text, "must begin with the name of a package") }
    self.name = Self.normalized(name)
    extras = try Self.takeExtras(&rest, of: text, field: field)
    guard rest.isEmpty || rest.split(separator: ",", omittingEmptySubsequences: false).allSatisfy(Self.isClause) else {
      throw .invalid(field, text, "must be a package with versions, such as name==1.2: options and addresses are refused")
    }
    specifier = String(rest)
    marker = try halves.dropFirst().first.map { half throws(GeneratorError) in
      // pip has the last word: what is held off here is what would be read as something else than a condition.
      guard half.utf8.allSatisfy(Self.isMarker), half.contains(where: { "=<>".contains($0) }) || half.contains(" in ") else {
        throw .invalid(field, text, "must have a condition such as python_version < '3.13' behind the semicolon")
      }
      return Self.trimmed(half)
    }
  }

  public var description: String {
    name + (extras.isEmpty ? "" : "[\(extras.joined(separator: ","))]") + specifier + (marker.map { " ; \($0)" } ?? "")
  }
}

// MARK: - Grammar

extension Requirement {
  private static let operators = ["===", "==", "~=", "!=", "<=", ">=", "<", ">"]

  /// A name as all indexes compare it.
  static func normalized(_ name: some StringProtocol) -> String {
    var result = ""
    for character in name.lowercased() {
      if "._-".contains(character) { if !result.hasSuffix("-") { result += "-" } } else { result.append(character) }
    }
    return result
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return text.utf8.count <= 128 && (first.isLetter || first.isNumber) && (last.isLetter || last.isNumber)
  }

  private static func takeExtras(
    _ rest: inout Substring, of text: String, field: String
  ) throws(GeneratorError) -> [String] {
    guard rest.first == "[" else { return [] }
    guard let end = rest.firstIndex(of: "]") else { throw .invalid(field, text, "has an open bracket") }
    let extras = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",", omittingEmptySubsequences: false)
    rest = rest[rest.index(after: end)...]
    let isGood = extras.allSatisfy { extra in
      isName(extra) && extra.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
    guard isGood else { throw .invalid(field, text, "has extras that are none") }
    return extras.map { normalized($0) }
  }

  private static func isClause(_ clause: Substring) -> Bool {
    guard let comparison = operators.first(where: clause.hasPrefix) else { return false }
    var version = clause.dropFirst(comparison.count)
    if version.hasSuffix(".*"), comparison == "==" || comparison == "!=" { version = version.dropLast(2) }
    return PackageVersion(String(version)) != nil
  }

  private static func isMarker(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: " _.'\"<>=!()-".utf8.contains(byte)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    return String(start.dropLast(start.reversed().prefix { $0 == " " }.count))
  }
}
