import KubeCore

/// Plays a recording on several timelines at once.
///
/// How far the controllers of the recorded server had come at a step may show only much later. Timelines that match so
/// far are therefore kept, up to a limit; where a step differs on all of them, the steps before it are played again with
/// the controllers making every move. A step differs when nothing of this matches it.
struct RecordingTimelines {
  private var timelines: [RecordingPlayer]
  /// The last steps since one differed, with the timelines before each.
  private var past: [(step: Recording.Step, timelines: [RecordingPlayer])] = []

  /// How many timelines are kept while they match, and when a search has shown that they differ in what is unseen.
  private static let limit = (plain: 4, searched: 8)
  /// How many steps may be played again; few first, since they are more likely and cost less.
  private static let depths = [1, 2, 4, 8, 12]

  init(_ player: RecordingPlayer) { timelines = [player] }

  /// Plays one step.
  ///
  /// - Parameter isKnown: whether a difference of this step is known, so that it is not worth while to go back.
  /// - Returns: what did not match.
  mutating func play(_ step: Recording.Step, isKnown: Bool = false) -> [String] {
    var (matching, best) = Self.advance(timelines, step)
    let limit = matching.isEmpty ? Self.limit.searched : Self.limit.plain
    if matching.isEmpty { matching = playAgain(until: step, depths: [0]) }
    if matching.isEmpty { matching = restedMatch(step) }
    if matching.isEmpty, !isKnown { matching = playAgain(until: step, depths: Self.depths) }
    guard !matching.isEmpty else {
      if let best { timelines = [best] }
      past = []
      return best?.matcher.mismatches ?? []
    }
    past.append((step, timelines))
    past = past.suffix(Self.depths.last ?? 0)
    timelines = Self.distinct(matching, limit: limit)
    return []
  }

  private static func advance(
    _ timelines: [RecordingPlayer], _ step: Recording.Step
  ) -> (matching: [RecordingPlayer], best: RecordingPlayer?) {
    var matching: [RecordingPlayer] = []
    var best: RecordingPlayer?
    for timeline in timelines {
      for (start, between) in starts(timeline, step) {
        var next = start
        next.play(step, between: between)
        if next.matcher.mismatches.isEmpty {
          matching.append(next)
        } else if best.map({ next.matcher.mismatches.count < $0.matcher.mismatches.count }) ?? true {
          best = next
        }
      }
    }
    return (matching, best)
  }

  private static func starts(
    _ timeline: RecordingPlayer, _ step: Recording.Step
  ) -> [(start: RecordingPlayer, settlesBetween: Bool)] {
    let starts = timeline.withPlainPaces()
    let all = starts.map { ($0, true) }
    return step.value["watch"] == nil ? all : all + starts.map { ($0, false) }
  }

  /// What is reached after a while: the script that was recorded may have waited.
  private func restedMatch(_ step: Recording.Step) -> [RecordingPlayer] {
    for timeline in Set([0, timelines.count - 1]).sorted().map({ timelines[$0] }) where timeline.hasControllers {
      for pace in [RecordingPlayer.Pace.rested(5), .rested(20), .woken] {
        var next = timeline.at(pace)
        next.play(step, stopsAtFirst: true)
        if next.matcher.mismatches.isEmpty { return [next] }
      }
    }
    return []
  }

  /// The timelines that match the last steps and this one, whatever the controllers did before each.
  private func playAgain(until step: Recording.Step, depths: [Int]) -> [RecordingPlayer] {
    var tried = depths.first == 0 ? -1 : 0
    for depth in depths where min(depth, past.count) > tried {
      tried = min(depth, past.count)
      let steps = past.suffix(depth)
      let timelines = steps.first?.timelines ?? timelines
      guard timelines.contains(where: \.hasControllers) else { return [] }
      let matching = RecordingSearch.play(steps.map(\.step) + [step], from: timelines)
      if !matching.isEmpty { return matching }
    }
    return []
  }

  /// Timelines that cannot be told apart count as one; of too many, the first and the last are kept.
  private static func distinct(_ all: [RecordingPlayer], limit: Int) -> [RecordingPlayer] {
    var kept: [RecordingPlayer] = []
    for timeline in all where !kept.contains(where: { $0.isSame(as: timeline) }) { kept.append(timeline) }
    guard kept.count > limit else { return kept }
    return Array(kept.prefix(limit / 2) + kept.suffix(limit / 2))
  }
}
