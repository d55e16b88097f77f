import Analysis
import Glibc

/// One good and one bad rollout, judged by the product and drawn.
enum PictureBook {
  static func draw(into directory: String, seed: UInt64) {
    let good = Scenario(base: 0.01, rps: 20)
    let bad = Scenario(base: 0.01, effect: .times(2), rps: 20)
    write(
      good, "A candidate as good as stable: 1 % errors, 20 requests a second", directory + "/good-rollout.svg", seed)
    write(bad, "A candidate with twice stable's errors: 2 % instead of 1 %", directory + "/bad-rollout.svg", seed)
  }

  private static func write(_ scenario: Scenario, _ title: String, _ path: String, _ seed: UInt64) {
    var configuration = JudgeConfiguration()
    configuration.latency = nil
    var traffic = Traffic(scenario, seed: seed, run: 1)
    var counters = PodCounters()
    let rehearsal = RolloutRehearsal(configuration: configuration, weights: MethodKind.automaticLadder(scenario)) {
      index, weight in
      guard index < Scenario.scrapes else { return nil }
      let time = Double(index + 1) * Scenario.interval
      let samples = counters.samples(traffic.next(weight: weight), at: time, previous: time - Scenario.interval)
      return (time, samples)
    }
    let svg = RolloutPicture(title: title, trace: rehearsal.trace).svg
    guard let file = fopen(path, "w") else { return print("cannot write \(path)") }
    fputs(svg, file)
    fclose(file)
    print("\(path): \(rehearsal.end), \(rehearsal.last?.reason ?? "nothing seen")")
    print(rehearsal.trace.chart().joined(separator: "\n"))
  }
}
