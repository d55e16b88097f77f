import Analysis

/// The methods that are compared.
enum MethodKind: Sendable, Hashable {
  case flaggerDocumented
  case flaggerTuned
  case argoDocumented
  case argoTuned
  case kayenta
  case slipway
  case slipwayAutomatic
  case oracle
  /// The oracle on Slipway's automatic steps.
  case oracleAutomatic
  /// A competitor with other settings: the threshold as a multiple of the true rate, and how many failures it bears.
  case flagger(factor: Double, threshold: Int)
  case argo(factor: Double, failureLimit: Int)

  static let all: [MethodKind] = [
    .flaggerDocumented, .flaggerTuned, .argoDocumented, .argoTuned, .kayenta, .slipway, .slipwayAutomatic, .oracle,
    .oracleAutomatic,
  ]

  var name: String {
    switch self {
    case .flaggerDocumented: "flagger_doc"
    case .flaggerTuned: "flagger_tuned"
    case .argoDocumented: "argo_doc"
    case .argoTuned: "argo_tuned"
    case .kayenta: "kayenta"
    case .slipway: "slipway"
    case .slipwayAutomatic: "slipway_auto"
    case .oracle: "oracle"
    case .oracleAutomatic: "oracle_auto"
    case .flagger(let factor, let threshold): "flagger_x\(factor)_\(threshold)"
    case .argo(let factor, let limit): "argo_x\(factor)_\(limit)"
    }
  }

  /// The oracle knows rates that noise and incidents make wrong.
  func applies(to scenario: Scenario) -> Bool {
    switch self {
    case .oracle, .oracleAutomatic:
      !scenario.isOverdispersed && scenario.incident == nil && scenario.onset == 0
    default: true
    }
  }

  /// The very margin that Slipway gets, as a constant that somebody set by hand for each service.
  static func tuned(_ scenario: Scenario, factor: Double = 1.5) -> Double { max(factor * scenario.base, 0.005) }

  static func automaticLadder(_ scenario: Scenario) -> [Double] {
    AutomaticWeights.weights(requestsPerScrape: scenario.rps * Scenario.interval)
  }
}
