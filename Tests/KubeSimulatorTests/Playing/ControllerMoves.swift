import KubeCore

@testable import KubeSimulator

/// What the controllers of the recorded server may have done before a request.
///
/// The freedom is that of a real cluster, and no more. Controllers of different objects work beside one another, so any
/// of them may come first, and none need have come yet. One that has begun decides by what it saw then (its cache may
/// be behind in the same way), and requests may come before each of its writes; the server refuses its update of what
/// they have changed, and it begins anew. Nobody begins work on an object twice at once.
struct ControllerMoves {
  let scope: StepScope
  /// Whether those alone move that decide by what the step changes: anybody else's move may as well come after it.
  let isNarrow: Bool

  /// How many states are looked at before a request: those that whole looks lead to, and those within a look too.
  private static let limit = (whole: 24, within: 60)

  /// Those whose work is a function of what they see, so that it can be gone on with.
  private static let interruptible: Set<WorkItem.Controller> = [
    .deployments, .replicaSets, .replicationControllers, .statefulSets,
  ]

  /// The states that may have been there beside the one that is, those with the fewest moves first.
  ///
  /// - Parameter seen: what is known already.
  /// - Returns: those that whole looks lead to, those within a look, and of the first those from where nothing was tried.
  func states(
    from start: RecordingPlayer, _ seen: inout Set<Int>
  ) -> (whole: [RecordingPlayer], within: [RecordingPlayer], ends: ArraySlice<RecordingPlayer>) {
    seen.insert(start.fingerprint)
    var states = [start]
    var position = 0
    while position < states.count, states.count < Self.limit.whole {
      states += looks(of: states[position]).filter { seen.insert($0.fingerprint).inserted }
      position += 1
    }
    var within: [RecordingPlayer] = []
    for state in states where within.count < Self.limit.within {
      within += interruptions(of: state).filter { seen.insert($0.fingerprint).inserted }
    }
    return (Array(states.dropFirst()), within, states[position...])
  }

  /// One controller does all that it would do now.
  private func looks(of state: RecordingPlayer) -> [RecordingPlayer] {
    var state = state
    let items = state.itemsAtWork + state.readyItems
    var states = items.filter(isNarrow ? scope.decides : scope.concerns).map { item in
      state.moved { $0.finish(item, at: $1) }
    }
    if let collected = state.withGarbageCollected() { states.append(collected) }
    return states
  }

  /// One controller is interrupted before one of its writes.
  private func interruptions(of state: RecordingPlayer) -> [RecordingPlayer] {
    var state = state
    let begun = state.readyItems.filter(isInterruptible).map { item in
      (item, state.moved { cluster, _ in cluster.begin(item) })
    }
    let atWork = state.itemsAtWork.filter(isInterruptible).map { ($0, state) }
    return begun.map(\.1) + (begun + atWork).flatMap { item, state in stages(of: item, from: state) }
  }

  private func isInterruptible(_ item: WorkItem) -> Bool {
    Self.interruptible.contains(item.controller) && scope.decides(item)
  }

  /// The states after each of a controller's writes but the last.
  private func stages(of item: WorkItem, from state: RecordingPlayer) -> [RecordingPlayer] {
    var stages: [RecordingPlayer] = []
    var state = state
    while stages.count < Self.stageLimit {
      state = state.moved { $0.resume(item, writes: 1, at: $1) }
      guard state.itemsAtWork.contains(item) else { break }
      stages.append(state)
    }
    return stages
  }

  private static let stageLimit = 8
}
