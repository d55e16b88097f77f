import Statistics

/// What all pods counted between two times of the common grid.
struct Interval: Sendable, Equatable {
  struct Pod: Sendable, Equatable {
    var pod: String
    var track: Track
    var counters: Counters
    /// Over how many seconds its own process had counted them, where that is not the length of the interval.
    var seconds = 0.0
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
  private var bystander = Side()

  var seconds: Double { end - start }

  init(start: Double, end: Double) { (self.start, self.end) = (start, end) }

  mutating func add(_ pod: Pod) {
    switch pod.track {
    case .stable: Self.add(pod, to: &stable)
    case .candidate: Self.add(pod, to: &candidate)
    case .bystander: Self.add(pod, to: &bystander)
    }
  }

  /// The pods of all sides.
  var pods: [Pod] { stable.pods + candidate.pods + bystander.pods }

  func pods(of track: Track) -> [Pod] { side(track).pods }

  func total(of track: Track) -> Counters { side(track).total }

  private func side(_ track: Track) -> Side {
    switch track {
    case .stable: stable
    case .candidate: candidate
    case .bystander: bystander
    }
  }

  private static func add(_ pod: Pod, to side: inout Side) {
    side.total.add(pod.counters)
    side.pods.append(pod)
  }
}
