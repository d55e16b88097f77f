extension RolloutForecast {
  /// The forecast for people, a line a step.
  public var lines: [String] {
    let steps = steps.map { step in
      let why = step.isHarmCapped ? "left early: little can go wrong" : "about \(text(step.requests)) requests"
      return "\(NumberText.percent(step.weight)): \(duration(step.seconds)), \(why)"
    }
    let whole = seconds.map {
      "in all about \(duration($0)): typically \(duration($0 / 1.5)), 95 of 100 rollouts within \(duration($0 * 2.5))"
    }
    let costs = regressions.map {
      "a rate \(NumberText.fixed($0.factor, decimals: 0)) times stable's: found after \(duration($0.seconds)) and "
        + "\(NumberText.count($0.failures)) bad requests"
    }
    return steps + [whole ?? "at this traffic the evidence never suffices"] + costs
  }

  private func text(_ requests: Double?) -> String { requests.map(NumberText.count) ?? "endless" }

  private func duration(_ seconds: Double?) -> String {
    guard let seconds else { return "without end" }
    if seconds < 120 { return "\(NumberText.count(seconds))s" }
    return seconds < 7200
      ? "\(NumberText.fixed(seconds / 60, decimals: 1))m" : "\(NumberText.fixed(seconds / 3600, decimals: 1))h"
  }
}
