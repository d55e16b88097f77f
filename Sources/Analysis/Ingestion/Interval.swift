import Statistics

/// What all pods counted between two times of the common grid.
struct Interval: Sendable, Equatable {
  struct Pod: Sendable, Equatable {
    var pod: String
    var track: Track
    var counters: Counters
  }

  var start: Double
  var end: Double
  var pods: [Pod]

  func pods(of track: Track) -> [Pod] { pods.filter { $0.track == track } }

  func total(of track: Track) -> Counters {
    var total = Counters.none
    for pod in pods where pod.track == track { total.add(pod.counters) }
    return total
  }
}
