import Glibc

/// Where a command prints, and what that place can show.
public struct CommandOutput: Sendable {
  public let style: TextStyle
  /// Columns of the terminal; `nil` where lines may be as long as they like.
  public let width: Int?
  /// Whether lines can be drawn again.
  public let isTerminal: Bool
  private let sink: @Sendable (String) -> Void

  /// - Parameter sink: takes the text, with all its line feeds.
  public init(
    style: TextStyle = TextStyle(isColored: false), width: Int? = nil, isTerminal: Bool = false,
    sink: @escaping @Sendable (String) -> Void
  ) {
    (self.style, self.width, self.isTerminal, self.sink) = (style, width, isTerminal, sink)
  }

  /// Prints to a file descriptor.
  ///
  /// - Parameters:
  ///   - descriptor: 1 for standard output.
  ///   - environment: `NO_COLOR` and `TERM=dumb` forbid colours, `FORCE_COLOR` asks for them where there is no terminal.
  public init(descriptor: Int32 = 1, environment: [String: String]) {
    let isTerminal = isatty(descriptor) == 1 && environment["TERM"] != "dumb"
    let isColored = (isTerminal || environment["FORCE_COLOR"] != nil) && (environment["NO_COLOR"] ?? "").isEmpty
    self.init(
      style: TextStyle(isColored: isColored), width: isTerminal ? Self.columns(descriptor) : nil,
      isTerminal: isTerminal
    ) { text in
      Self.write(text, to: descriptor)
    }
  }

  public func write(_ text: String) { sink(text) }

  /// Prints lines, each cut to the width.
  public func write(lines: [String]) {
    guard !lines.isEmpty else { return }
    write(lines.map(fit).joined(separator: "\n") + "\n")
  }

  /// A line as wide as there is room.
  public func fit(_ line: String) -> String { width.map { TextStyle.clip(line, to: $0) } ?? line }

  private static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
