/// Lines that are drawn again in place.
public struct LiveScreen: Sendable {
  private let output: CommandOutput
  private var height = 0

  /// - Parameter output: a terminal.
  public init(_ output: CommandOutput) { self.output = output }

  /// Shows lines instead of those shown before.
  public mutating func show(_ lines: [String]) {
    var text = height > 0 ? "\u{1B}[\(height)A" : ""
    for line in lines { text += "\u{1B}[2K" + output.fit(line) + "\n" }
    // What is shorter than the last picture leaves nothing of it behind.
    output.write(text + "\u{1B}[0J")
    height = lines.count
  }
}
