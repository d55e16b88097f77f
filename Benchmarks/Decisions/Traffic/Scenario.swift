/// One cell of the study: a service, what is wrong with the candidate, and what happens meanwhile.
struct Scenario: Sendable, Hashable {
  /// What the candidate's error rate is.
  enum Effect: Sendable, Hashable, CustomStringConvertible {
    case times(Double)
    case points(Double)

    var description: String {
      switch self {
      case .times(let factor): factor == factor.rounded() ? "\(Int(factor))" : "\(factor)"
      case .points(let points): "+\(Int(points * 100))pp"
      }
    }
  }

  /// Errors that both versions have for a while.
  struct Incident: Sendable, Hashable {
    var added: Double
    var from = 180.0
    var to = 780.0
    /// By which share of a scrape stable's pods show it later.
    var skew = 0.0
  }

  /// How pods differ.
  struct Noise: Sendable, Hashable {
    /// The standard deviation and the memory of a pod's log error rate.
    var pod = 0.5
    var podMemory = 0.8
    /// The same of what all pods share.
    var shared = 0.2
    var sharedMemory = 0.9
  }

  var name = "grid"
  var base: Double
  var effect = Effect.times(1)
  var rps: Double
  var noise: Noise?
  var incident: Incident?
  /// The weight from which on the effect shows.
  var onset = 0.0
  var pods = 20

  var candidateRate: Double {
    switch effect {
    case .times(let factor): min(base * factor, 1)
    case .points(let points): min(base + points, 1)
    }
  }

  var isOverdispersed: Bool { noise != nil }
  var isHealthy: Bool { effect == .times(1) }

  static let interval = 15.0
  static let scrapes = 480
  static var horizon: Double { interval * Double(scrapes) }
}
