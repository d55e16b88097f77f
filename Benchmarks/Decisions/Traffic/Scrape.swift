/// Requests and failures of a pod, or of a version, between two scrapes.
struct Tally: Sendable, Equatable {
  var requests = 0
  var errors = 0

  static func + (a: Tally, b: Tally) -> Tally { Tally(requests: a.requests + b.requests, errors: a.errors + b.errors) }
}

/// What both versions counted between two scrapes, pod by pod.
struct Scrape: Sendable {
  var candidatePods: [Tally] = []
  var stablePods: [Tally] = []
  /// The failures that the candidate causes beyond stable's rate, on average.
  var harm = 0.0

  var candidate: Tally { candidatePods.reduce(Tally(), +) }
  var stable: Tally { stablePods.reduce(Tally(), +) }
}
