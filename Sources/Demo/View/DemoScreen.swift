import CommandKit
import SlipwayAPI

/// Shows frames: redrawn in place on a terminal, as lines of what has changed anywhere else.
struct DemoScreen {
  private let output: CommandOutput
  private let text: FrameText
  private var screen: LiveScreen
  private var lastLine = ""

  /// - Parameters:
  ///   - file: the descriptor to write to.
  ///   - environment: `NO_COLOR`, `TERM`.
  init(file: Int32, environment: [String: String]) {
    output = CommandOutput(descriptor: file, environment: environment)
    text = FrameText(style: output.style, width: output.width ?? 120)
    screen = LiveScreen(output)
  }

  mutating func show(_ frame: DemoFrame) {
    if output.isTerminal { screen.show(text.lines(frame)) } else { report(frame) }
  }

  private mutating func report(_ frame: DemoFrame) {
    let line = Self.summary(frame)
    guard line != lastLine else { return }
    if lastLine.isEmpty { output.write("kubectl --kubeconfig \(frame.kubeconfig) get mdl,deploy,pods -A\n") }
    lastLine = line
    output.write("\(FrameText.clock(frame.elapsed))  \(line)\n")
  }

  /// One line that changes only when something happens.
  static func summary(_ frame: DemoFrame) -> String {
    guard let status = frame.status, frame.preparation == nil else { return frame.preparation ?? "waiting" }
    var parts = [status.phase.rawValue]
    if let step = status.step { parts.append("step \(step.label)") }
    if let candidate = status.candidate {
      let traffic = status.traffic.first { $0.revision == candidate.revision }
      let share = traffic?.mirror.map { "copies of \($0.text)" } ?? (traffic?.given ?? .zero).text
      parts.append("candidate \(candidate.revision) at \(share), \(candidate.ready)/\(candidate.replicas) ready")
      parts += (status.analysis?.metrics ?? []).map { "\($0.name) \($0.verdict.rawValue)" }
    }
    return parts.joined(separator: "  ")
  }
}
