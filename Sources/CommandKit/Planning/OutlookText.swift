import Analysis
import KubeCore
import RolloutEngine
import SlipwayAPI

/// What a rollout will take, for people.
struct OutlookText {
  let outlook: RolloutOutlook

  func lines(_ style: TextStyle) -> [String] {
    var table = TextTable(["STEP", "WEIGHT", "PASSED WHEN", "AT LEAST", "ABOUT", "REQUESTS"])
    table.rows = outlook.steps.enumerated().map { position, step in
      [
        "\(position + 1)/\(outlook.steps.count)", weight(of: step), step.step.condition,
        step.step.minimumTime.milliseconds > 0 ? step.step.minimumTime.text : "-", time(of: step), requests(of: step),
      ]
    }
    return table.lines(style) + [""] + [trafficLine, whole].map { $0 } + costs
  }

  private func weight(of step: RolloutOutlook.Step) -> String {
    step.step.mirror.map { "copies of \($0.text)" } ?? step.given.text
  }

  private func time(of step: RolloutOutlook.Step) -> String {
    if let seconds = step.seconds { return Self.duration(seconds) }
    return step.forecast != nil ? "never" : "-"
  }

  private func requests(of step: RolloutOutlook.Step) -> String {
    guard let forecast = step.forecast else { return "-" }
    if forecast.isHarmCapped { return "few: little can go wrong" }
    return forecast.requests.map { Self.count($0) } ?? "endless"
  }

  private var trafficLine: String {
    let percent = BasisPoints(rawValue: Int((outlook.traffic.errorRate * 10_000).rounded())).text
    return "Traffic:  \(Self.count(outlook.traffic.requestsPerSecond)) requests/s, of which \(percent) fail "
      + "(\(outlook.traffic.source))"
  }

  private var whole: String {
    if outlook.isHopeless {
      return "In all:   at this traffic the evidence never suffices; widen the margins or raise the weights"
    }
    let open = outlook.steps.contains { $0.seconds == nil }
    let seconds = outlook.seconds
    return "In all:   about \(Self.duration(seconds)) if it is as good as stable; typically \(Self.duration(seconds / 1.5)), "
      + "19 of 20 rollouts within \(Self.duration(seconds * 2.5))"
      + (open ? "; what the other steps take comes on top" : "")
  }

  private var costs: [String] {
    outlook.forecast.regressions.map {
      "If it fails \(Self.count($0.factor)) times as often: found after \(Self.duration($0.seconds)) at the first step, and "
        + "\(Self.count($0.failures)) requests that fail for it"
    }
  }

  static func duration(_ seconds: Double) -> String {
    HumanDuration.text(.milliseconds(Int64(min(max(seconds, 0), 1e9) * 1_000)))
  }

  /// Three significant digits below a thousand, whole numbers above.
  static func count(_ number: Double) -> String {
    guard number.isFinite else { return "endless" }
    if number >= 1_000 { return String(Int64(min(number, 1e15).rounded())) }
    let scale = number >= 100 ? 1.0 : number >= 10 ? 10 : 100
    let rounded = (number * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int64(rounded)) : String(rounded)
  }
}
