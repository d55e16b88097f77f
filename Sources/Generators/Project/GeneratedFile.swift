/// A file that was generated.
public struct GeneratedFile: Sendable, Hashable {
  public let path: RelativePath
  public let bytes: [UInt8]
  /// Why its lines are there, in their order; empty where the file explains itself.
  public let reasons: [LineReason]

  init(_ path: RelativePath, _ bytes: [UInt8], reasons: [LineReason] = []) {
    (self.path, self.bytes, self.reasons) = (path, bytes, reasons)
  }

  init(_ path: RelativePath, _ text: String, reasons: [LineReason] = []) {
    self.init(path, Array(text.utf8), reasons: reasons)
  }

  /// A file that is written beside the generated ones, such as a lock.
  public init(path: StaticString, text: String) { self.init(RelativePath(known: path), text) }

  /// The bytes as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Why a line of a generated file is there.
public struct LineReason: Sendable, Hashable {
  /// The first line that it is about, counted from 1.
  public let line: Int
  /// The line, as it stands in the file.
  public let text: String
  public let reason: String
}
