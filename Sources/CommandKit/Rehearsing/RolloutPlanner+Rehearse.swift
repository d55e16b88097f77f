import Analysis
public import KubeCore
import RolloutEngine
import SlipwayAPI
import SlipwayOperator

extension RolloutPlanner {
  /// The longest rollout that is rehearsed, in seconds.
  private static let longest = 7.0 * 24 * 3_600

  /// Plays a spec against made-up traffic, and prints what would have happened.
  ///
  /// - Returns: what the program is to exit with: 0 when the candidate would have been promoted, 1 when it would not.
  public func rehearse(
    _ document: JSONValue, requestsPerSecond: Double, stable: MadeUpService, candidate: MadeUpService, seed: UInt64
  ) throws(CommandError) -> Int32 {
    let model = try Self.model(document)
    var traffic = MadeUpTraffic(
      requestsPerSecond: requestsPerSecond, stable: stable, candidate: candidate, metrics: model.spec.analysis.metrics,
      seed: seed)
    let interval = Double(model.spec.analysis.interval.milliseconds) / 1_000
    return try report(model) { _, weight in
      let round = traffic.advance(seconds: interval, weight: weight)
      return round.time > Self.longest ? nil : round
    }
  }

  /// Plays a spec against a recording, whose weights are what they were.
  public func rehearse(_ document: JSONValue, recording: [RecordedRound]) throws(CommandError) -> Int32 {
    try report(try Self.model(document)) { index, _ in
      index < recording.count ? (recording[index].time, recording[index].samples) : nil
    }
  }

  private func report(
    _ model: ModelDeployment, round: (Int, Double) -> (time: Double, samples: [PodSamples])?
  ) throws(CommandError) -> Int32 {
    var start = StepStatus()
    start.strategy = model.spec.strategy.type
    start.automaticWeights = AutomaticSteps.weights(
      replicas: model.spec.replicas, router: model.spec.traffic.router.capabilities)
    let weights = model.weights(start)
    let rehearsal = RolloutRehearsal(
      configuration: JudgeConfiguration(model.spec.analysis), weights: weights.map(\.fraction), round: round)
    let text = RehearsalText(rehearsal: rehearsal, weights: weights)
    if let format {
      output.write(text.json, as: format)
    } else {
      output.write(lines: text.lines(output.style, width: output.width))
    }
    return rehearsal.end == .promoted ? 0 : 1
  }
}
