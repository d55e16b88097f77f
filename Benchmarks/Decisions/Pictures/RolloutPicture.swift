import Analysis

/// Draws a rollout as SVG: the rates with their confidence sequences above, the evidence with its thresholds below.
struct RolloutPicture {
  let title: String
  let trace: EvidenceTrace
  private static let (width, left, right) = (760.0, 64.0, 16.0)

  var svg: String {
    let seen = trace.points.filter { $0.candidate != nil && $0.stable != nil }
    guard let last = seen.last else { return "" }
    let later = seen.suffix(max(seen.count * 3 / 4, 1))
    let top = max(later.compactMap(\.candidate?.upper).max() ?? 0, 1e-6) * 1.1
    let rates = Panel(top: 44, height: 200, low: 0, high: top, seconds: last.seconds)
    let evidence = Panel(top: 292, height: 150, low: -4, high: 6, seconds: last.seconds)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) 486" font-family="sans-serif" font-size="12">
      <rect width="100%" height="100%" fill="white"/>
      <text x="\(Self.left)" y="24" font-size="15">\(title)</text>
      \(rates.frame)
      \(rates.label("error rate", at: top, text: Self.percent(top)))
      \(rates.label("", at: 0, text: "0"))
      \(band(seen, rates, "#888888") { $0.stable })
      \(band(seen, rates, "#d9480f") { $0.candidate })
      \(evidence.frame)
      \(evidence.label("evidence", at: trace.harmThreshold, text: "1/alpha"))
      \(evidence.label("", at: trace.healthThreshold, text: "1/beta"))
      \(evidence.label("", at: 0, text: "1"))
      \(evidence.rule(trace.harmThreshold, "#d9480f"))
      \(evidence.rule(trace.healthThreshold, "#2f9e44"))
      \(evidence.line(seen.map { ($0.seconds, $0.harm) }, "#d9480f"))
      \(evidence.line(seen.map { ($0.seconds, $0.health) }, "#2f9e44"))
      \(steps(seen, evidence))
      <text x="\(Self.left)" y="474" fill="#888888">stable</text>
      <text x="\(Self.left + 60)" y="474" fill="#d9480f">candidate; evidence of harm</text>
      <text x="\(Self.left + 250)" y="474" fill="#2f9e44">evidence of health, for the next step</text>
      <text x="\(Self.width - Self.right)" y="474" text-anchor="end">\(Self.minutes(last.seconds)) minutes</text>
      </svg>

      """
  }

  private func band(
    _ points: [EvidenceTrace.Point], _ panel: Panel, _ color: String,
    _ interval: (EvidenceTrace.Point) -> EvidenceTrace.Interval?
  ) -> String {
    let known = points.compactMap { point in interval(point).map { (point.seconds, $0) } }
    let edge = known.map { panel.place($0.0, $0.1.upper) } + known.reversed().map { panel.place($0.0, $0.1.lower) }
    let area = "<polygon points=\"\(edge.joined(separator: " "))\" fill=\"\(color)\" fill-opacity=\"0.18\"/>"
    return area + "\n" + panel.line(known.map { ($0.0, $0.1.rate) }, color)
  }

  /// A mark wherever the weight changes.
  private func steps(_ points: [EvidenceTrace.Point], _ panel: Panel) -> String {
    var weight = -1.0
    return points.compactMap { point in
      guard point.weight != weight else { return nil }
      weight = point.weight
      let x = panel.x(point.seconds)
      return "<line x1=\"\(x)\" y1=\"44\" x2=\"\(x)\" y2=\"442\" stroke=\"#bbbbbb\" stroke-dasharray=\"2 3\"/>"
        + "<text x=\"\(x + 3)\" y=\"58\" fill=\"#666666\">\(Self.percent(weight))</text>"
    }.joined(separator: "\n")
  }

  private static func percent(_ x: Double) -> String { ResultTable.number((x * 1000).rounded() / 10) + "%" }
  private static func minutes(_ seconds: Double) -> String { ResultTable.number((seconds / 6).rounded() / 10) }

  /// A rectangle with a scale.
  private struct Panel {
    var top: Double
    var height: Double
    var low: Double
    var high: Double
    var seconds: Double

    func x(_ time: Double) -> Double {
      let room = RolloutPicture.width - RolloutPicture.left - RolloutPicture.right
      return (10 * (RolloutPicture.left + room * time / max(seconds, 1))).rounded() / 10
    }

    func y(_ value: Double) -> Double {
      let share = min(max((value - low) / (high - low), 0), 1)
      return (10 * (top + height * (1 - share))).rounded() / 10
    }

    func place(_ time: Double, _ value: Double) -> String { "\(x(time)),\(y(value))" }

    func line(_ points: [(Double, Double)], _ color: String) -> String {
      "<polyline points=\"\(points.map { place($0.0, $0.1) }.joined(separator: " "))\" fill=\"none\" stroke=\"\(color)\" "
        + "stroke-width=\"1.6\"/>"
    }

    func rule(_ value: Double, _ color: String) -> String {
      "<line x1=\"\(x(0))\" y1=\"\(y(value))\" x2=\"\(x(seconds))\" y2=\"\(y(value))\" stroke=\"\(color)\" "
        + "stroke-dasharray=\"5 4\"/>"
    }

    func label(_ name: String, at value: Double, text: String) -> String {
      let title = name.isEmpty ? "" : "<text x=\"\(x(0))\" y=\"\(top - 8)\" fill=\"#333333\">\(name)</text>"
      return title + "<text x=\"\(x(0) - 6)\" y=\"\(y(value) + 4)\" text-anchor=\"end\">\(text)</text>"
    }

    var frame: String {
      "<rect x=\"\(x(0))\" y=\"\(top)\" width=\"\(x(seconds) - x(0))\" height=\"\(height)\" fill=\"none\" stroke=\"#cccccc\"/>"
    }
  }
}
