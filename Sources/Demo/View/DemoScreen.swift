import Glibc
import SlipwayAPI

/// Shows frames: redrawn in place on a terminal, as lines of what has changed anywhere else.
struct DemoScreen {
  private let file: Int32
  private let isTerminal: Bool
  private let text: FrameText
  private var height = 0
  private var lastLine = ""

  /// - Parameters:
  ///   - file: the descriptor to write to.
  ///   - environment: `NO_COLOR`, `TERM`.
  init(file: Int32, environment: [String: String]) {
    self.file = file
    isTerminal = isatty(file) == 1 && environment["TERM"] != "dumb"
    text = FrameText(
      style: TextStyle(isColored: isTerminal && environment["NO_COLOR"] == nil), width: Self.width(file))
  }

  mutating func show(_ frame: DemoFrame) {
    if isTerminal { redraw(frame) } else { report(frame) }
  }

  private mutating func redraw(_ frame: DemoFrame) {
    let lines = text.lines(frame)
    var output = height > 0 ? "\u{1B}[\(height)A" : ""
    for line in lines { output += "\u{1B}[2K" + line + "\n" }
    // A frame that is shorter than the last one leaves nothing of it behind.
    output += "\u{1B}[0J"
    height = lines.count
    write(output)
  }

  private mutating func report(_ frame: DemoFrame) {
    let line = Self.summary(frame)
    guard line != lastLine else { return }
    if lastLine.isEmpty { write("kubectl --kubeconfig \(frame.kubeconfig) get mdl,deploy,pods -A\n") }
    lastLine = line
    write("\(FrameText.clock(frame.elapsed))  \(line)\n")
  }

  /// One line that changes only when something happens.
  static func summary(_ frame: DemoFrame) -> String {
    guard let status = frame.status, frame.preparation == nil else { return frame.preparation ?? "waiting" }
    var parts = [status.phase.rawValue]
    if let step = status.step { parts.append("step \(step.label)") }
    if let candidate = status.candidate {
      let given = status.traffic.first { $0.revision == candidate.revision }?.given ?? .zero
      parts.append("candidate \(candidate.revision) at \(given.text), \(candidate.ready)/\(candidate.replicas) ready")
      parts += (status.analysis?.metrics ?? []).map { "\($0.name) \($0.verdict.rawValue)" }
    }
    return parts.joined(separator: "  ")
  }

  private func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  private static func width(_ file: Int32) -> Int {
    var size = winsize()
    guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 120 }
    return Int(size.ws_col)
  }
}
