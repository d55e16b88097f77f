import Analysis
import KubeCore
import RolloutEngine
import SlipwayAPI
import SlipwayOperator

/// What a rollout of a spec goes through, and how long that takes at a given traffic if the new version is as good as the
/// one in production.
struct RolloutOutlook {
  struct Step: Equatable {
    var step: PlannedStep
    /// The share of the traffic that the router can give for it.
    var given: BasisPoints
    /// What the evidence costs at a share of the traffic; `nil` for other steps.
    var forecast: RolloutForecast.Step?
  }

  let steps: [Step]
  let forecast: RolloutForecast
  let traffic: TrafficFigures

  init(_ model: ModelDeployment, traffic: TrafficFigures) {
    var start = StepStatus()
    start.strategy = model.spec.strategy.type
    start.automaticWeights = AutomaticSteps.weights(
      replicas: model.spec.replicas, router: model.spec.traffic.router.capabilities)
    let analysis = model.spec.analysis
    let weights = model.weights(start)
    let forecast = RolloutForecast(
      requestsPerSecond: traffic.requestsPerSecond, errorRate: traffic.errorRate,
      weights: weights.map(\.fraction), scrapeSeconds: Double(analysis.interval.milliseconds) / 1_000,
      configuration: JudgeConfiguration(analysis))
    let planned = PlannedStep.steps(of: model.spec, automaticWeights: start.automaticWeights)
    var judged = zip(weights, forecast.steps).map { $0 }[...]
    steps = planned.map { step in
      let (given, cost) = step.needsEvidence ? judged.popFirst() ?? (step.weight, nil) : (step.weight, nil)
      // The forecast is about shares of the traffic beside stable: of a copy or of all of it, it knows nothing.
      return step.kind == .weight
        ? Step(step: step, given: given, forecast: cost) : Step(step: step, given: step.weight, forecast: nil)
    }
    (self.forecast, self.traffic) = (forecast, traffic)
  }

  /// The time of all steps of which it is known.
  var seconds: Double { steps.compactMap(\.seconds).reduce(0, +) }

  /// Whether the evidence can never suffice at a step.
  var isHopeless: Bool { steps.contains { $0.forecast != nil && $0.seconds == nil } }
}

extension RolloutOutlook.Step {
  /// The least time, and what the evidence takes if that is more; `nil` when that is not known.
  var seconds: Double? {
    let least = Double(step.minimumTime.milliseconds) / 1_000
    if step.kind == .hold { return nil }
    guard step.needsEvidence else { return step.kind == .roll || step.kind == .test ? nil : least }
    return forecast?.seconds.map { max($0, least) }
  }
}

extension PlannedStep {
  /// What it takes to pass the step.
  var condition: String {
    switch kind {
    case .weight, .switchOver, .mirror: "the evidence suffices"
    case .preview: needsEvidence ? "the evidence suffices" : "its time has passed"
    case .scale: "the replicas are ready"
    case .hold: "a person promotes it"
    case .ramp: "its time has passed"
    case .test: "an arm has won"
    case .roll: "every replica is replaced"
    }
  }
}

extension RolloutOutlook {
  /// For programs: seconds and requests; what is not known is left out.
  var json: JSONValue {
    var object: JSONObject = [
      "requestsPerSecond": .double(traffic.requestsPerSecond), "errorRate": .double(traffic.errorRate),
      "steps": .array(
        steps.map { step in
          var entry: JSONObject = [
            "weight": .string(step.given.text), "condition": .string(step.step.condition),
            "leastSeconds": .double(Double(step.step.minimumTime.milliseconds) / 1_000),
          ]
          entry["mirror"] = step.step.mirror.map { .string($0.text) }
          entry["seconds"] = step.seconds.map { .double($0.rounded()) }
          entry["requests"] = step.forecast?.requests.map { .double($0.rounded()) }
          return .object(entry)
        }),
      "regressions": .array(
        forecast.regressions.map {
          [
            "factor": .double($0.factor), "seconds": .double($0.seconds.rounded()),
            "failures": .double($0.failures.rounded()),
          ]
        }),
    ]
    if !isHopeless { object["seconds"] = .double(seconds.rounded()) }
    return .object(object)
  }
}
