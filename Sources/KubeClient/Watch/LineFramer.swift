/// Cuts a stream of bytes into lines at byte 0x0A alone: other line separators are legal inside JSON strings.
package struct LineFramer: Sendable {
  private var pending: [UInt8] = []
  private let limit: Int

  /// - Parameter limit: the longest line that is accepted, in bytes.
  package init(limit: Int) { self.limit = limit }

  /// Takes the next bytes and gives the lines that they complete, without their ends; empty lines are left out.
  ///
  /// - Returns: `nil` when a line exceeds the limit. The stream is of no further use then.
  package mutating func append(_ bytes: [UInt8]) -> [[UInt8]]? {
    var lines: [[UInt8]] = []
    for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      lines.append(pending + part)
      pending.removeAll()
    }
    pending += bytes[(bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)...]
    guard pending.count <= limit, lines.allSatisfy({ $0.count <= limit }) else { return nil }
    return lines.filter { !$0.isEmpty }
  }

  /// What has come of a line that did not end.
  package var remainder: [UInt8] { pending }
}
