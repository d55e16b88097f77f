/// The version of a Python package, as far as a model names one: numbers, perhaps followed by what PEP 440 allows.
public struct PackageVersion: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// As it is written.
  public let text: String

  /// - Returns: `nil` for text that is no exact version.
  public init?(_ text: String) {
    guard (1...64).contains(text.utf8.count), let first = text.utf8.first, (48...57).contains(first),
      text.utf8.allSatisfy(Self.isAllowed), !text.hasSuffix("."), !text.contains("..")
    else { return nil }
    self.text = text
  }

  public init(stringLiteral text: String) { self.text = text }

  /// The leading numbers.
  var numbers: [Int] {
    text.split(separator: ".").prefix(3).map { part in Int(part.prefix { $0.isASCII && $0.isNumber }) ?? 0 }
  }

  /// The first two numbers, which compatibility goes by.
  var minor: MinorVersion { MinorVersion(major: numbers.first ?? 0, minor: numbers.dropFirst().first ?? 0) }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: ".+!-_".utf8.contains(byte)
    }
  }

  public var description: String { text }
}

/// The first two numbers of a version.
struct MinorVersion: Hashable, Comparable, CustomStringConvertible {
  var major: Int
  var minor: Int

  static func < (left: MinorVersion, right: MinorVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  var description: String { "\(major).\(minor)" }
}
