import KubeCore

@testable import KubeSimulator

/// Plays some steps again with the controllers making any moves before each of them.
enum RecordingSearch {
  /// How many states are kept from step to step.
  private static let width = 24
  /// How many states are tried for a step, so that what cannot match fails soon.
  private static let trials = 800

  /// The states that match all of the steps, those with the fewest moves first.
  static func play(_ steps: [Recording.Step], from timelines: [RecordingPlayer]) -> [RecordingPlayer] {
    let base = timelines.map(\.cluster.revision).min() ?? 0
    var states = timelines.map { timeline in
      var state = timeline
      (state.searchBase, state.moves) = (base, 0)
      return state
    }
    for step in steps where !states.isEmpty { states = advance(states, step) }
    return states
  }

  private static func advance(_ states: [RecordingPlayer], _ step: Recording.Step) -> [RecordingPlayer] {
    var matching: [RecordingPlayer] = []
    var ends: [RecordingPlayer] = []
    var seen = Set(states.map(\.fingerprint))
    var trials = Self.trials
    for state in states where trials > 0 {
      let scope = StepScope(step, state.matcher)
      let unmoved = tried(state, step)
      matching += unmoved
      if scope.canWait, !unmoved.isEmpty { continue }
      let next = ControllerMoves(scope: scope, isNarrow: !unmoved.isEmpty).states(from: state, &seen)
      trials -= next.whole.count + next.within.count
      matching += (next.whole + next.within).flatMap { tried($0, step) }
      ends += next.ends
    }
    if matching.isEmpty { matching = settled(ends, step, &seen) }
    return distinct(matching)
  }

  /// The script that was recorded may have waited until the controllers rested. Whatever else was tried leads to one of
  /// these ends too.
  private static func settled(
    _ states: [RecordingPlayer], _ step: Recording.Step, _ seen: inout Set<Int>
  ) -> [RecordingPlayer] {
    states.prefix(trials / 3).map { $0.at(.settled) }.filter { seen.insert($0.fingerprint).inserted }
      .flatMap { tried($0, step) }
  }

  private static func tried(_ start: RecordingPlayer, _ step: Recording.Step) -> [RecordingPlayer] {
    guard start.mayMatch(step) else { return [] }
    return (step.value["watch"] == nil ? [true] : [true, false]).compactMap { between in
      var next = start
      next.play(step, between: between, stopsAtFirst: true)
      return next.matcher.mismatches.isEmpty ? next : nil
    }
  }

  private static func distinct(_ states: [RecordingPlayer]) -> [RecordingPlayer] {
    var seen: Set<Int> = []
    let sorted = states.enumerated().sorted { ($0.element.moves, $0.offset) < ($1.element.moves, $1.offset) }
    return Array(sorted.map(\.element).filter { seen.insert($0.fingerprint).inserted }.prefix(width))
  }
}
