import Statistics

/// What all pods counted between two times of the common grid.
struct Interval: Sendable, Equatable {
  struct Pod: Sendable, Equatable {
    var pod: String
    var track: Track
    var counters: Counters
  }

  /// What the pods of one side counted together.
  private struct Side: Sendable, Equatable {
    var pods: [Pod] = []
    var total = Counters.none
  }

  let start: Double
  let end: Double
  private var stable = Side()
  private var candidate = Side()

  init(start: Double, end: Double, pods: [Pod]) {
    (self.start, self.end) = (start, end)
    for pod in pods {
      switch pod.track {
      case .stable: Self.add(pod, to: &stable)
      case .candidate: Self.add(pod, to: &candidate)
      }
    }
  }

  func pods(of track: Track) -> [Pod] { track == .stable ? stable.pods : candidate.pods }

  func total(of track: Track) -> Counters { track == .stable ? stable.total : candidate.total }

  private static func add(_ pod: Pod, to side: inout Side) {
    side.total.add(pod.counters)
    side.pods.append(pod)
  }
}
