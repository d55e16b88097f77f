/// Cuts a stream of bytes into lines at byte 0x0A alone: other line separators are legal inside JSON strings.
package struct LineFramer: Sendable {
  private var pending: [UInt8] = []
  private let limit: Int

  /// - Parameter limit: the longest line that is accepted, in bytes.
  package init(limit: Int) { self.limit = limit }

  /// Takes the next bytes and gives the lines that they complete, without their ends; empty lines are among them.
  ///
  /// - Returns: `nil` when a line exceeds the limit. The stream is of no further use then.
  package mutating func append(_ bytes: [UInt8]) -> [[UInt8]]? {
    var lines: [[UInt8]] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      guard pending.count + (end - rest.startIndex) <= limit else { return nil }
      lines.append(pending.isEmpty ? Array(rest[..<end]) : pending + rest[..<end])
      pending.removeAll()
      rest = rest[(end + 1)...]
    }
    guard pending.count + rest.count <= limit else { return nil }
    pending += rest
    return lines
  }

  /// What has come of a line that did not end.
  package var remainder: [UInt8] { pending }
}
