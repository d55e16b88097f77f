/// The path of a file inside a folder: no way leads out of it, and no tool reads anything else in it.
public struct RelativePath: Sendable, Hashable, Comparable, CustomStringConvertible {
  private static let rule =
    "must be a relative path of at most 512 bytes, of letters, digits and ._-+=@, without empty, `.` or `..` parts"

  /// The parts, joined by slashes.
  public let text: String

  /// - Parameter field: is named in the error.
  public init(_ text: String, field: String) throws(GeneratorError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...512).contains(text.utf8.count), parts.allSatisfy(Self.isPart) else {
      throw .invalid(field, text, Self.rule)
    }
    self.text = text
  }

  /// A path that is written in this program.
  init(known text: StaticString) { self.text = "\(text)" }

  init(joining folder: RelativePath, _ path: RelativePath) { text = folder.text + "/" + path.text }

  private static func isPart(_ part: Substring) -> Bool {
    // A leading dash would be an option of whatever is called with it.
    guard let first = part.utf8.first, first != UInt8(ascii: "-"), part != ".", part != ".." else { return false }
    return part.utf8.count <= 255 && part.utf8.allSatisfy(isAllowed)
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "._-+=@".utf8.contains(byte)
    }
  }

  public static func < (left: RelativePath, right: RelativePath) -> Bool { left.text < right.text }

  public var description: String { text }
}
