/// Which ports of the nodes one request gets.
struct NodePortChoice: Sendable {
  private static let range: ClosedRange<Int64> = 30_000...32_767

  /// The ports that services have.
  let taken: Set<Int64>
  /// Whether nothing is kept: then any number is good, and numbers behind the range stand for free ones.
  var isDryRun = false
  private var chosen: [Int64] = []

  init(taken: Set<Int64>, isDryRun: Bool = false) {
    self.taken = taken
    self.isDryRun = isDryRun
  }

  /// Takes a port.
  ///
  /// - Returns: why it cannot be had, in the server's words.
  mutating func take(_ number: Int64) -> String? {
    if !isDryRun, !Self.range.contains(number) {
      return "provided port is not in the valid range. The range of valid ports is 30000-32767"
    }
    if taken.contains(number) || chosen.contains(number) { return "provided port is already allocated" }
    chosen.append(number)
    return nil
  }

  /// Takes any port.
  mutating func takeNext() -> Int64? {
    let free =
      isDryRun
      ? (chosen.max() ?? Self.range.upperBound + 1) + 1
      : Self.range.first { !taken.contains($0) && !chosen.contains($0) }
    if let free { chosen.append(free) }
    return free
  }
}
