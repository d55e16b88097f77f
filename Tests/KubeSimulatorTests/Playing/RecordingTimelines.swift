import KubeCore

/// Plays a recording on several timelines at once.
///
/// How far the controllers of the recorded server had come at a step may show only much later. Timelines that match so
/// far are therefore kept, up to a limit; where a step differs on all of them, the steps before it are played again with
/// the controllers at every pace. A step differs when nothing of this matches it.
struct RecordingTimelines {
  private var timelines: [RecordingPlayer]
  /// The last steps since one differed, with the timelines before each.
  private var past: [(step: Recording.Step, timelines: [RecordingPlayer])] = []

  /// How many timelines are kept while they match, and when steps are played again.
  private static let limit = (plain: 4, again: 24)
  /// How many steps may be played again; few first, since they are more likely and cost less.
  private static let depths = [2, 4, 8]
  /// How often a step may still be tried in going back, so that a recording that differs does not take hours.
  private var trials = 20_000

  init(_ player: RecordingPlayer) { timelines = [player] }

  /// Plays one step.
  ///
  /// - Parameter isKnown: whether a difference of this step is known, so that it is not worth while to go back.
  /// - Returns: what did not match.
  mutating func play(_ step: Recording.Step, isKnown: Bool = false) -> [String] {
    var (matching, best) = Self.advance(timelines, step)
    if matching.isEmpty, let rare = rareMatch(step) { matching = [rare] }
    if matching.isEmpty, !isKnown { matching = playAgain(until: step) }
    guard !matching.isEmpty else {
      if let best { timelines = [best] }
      past = []
      return best?.matcher.mismatches ?? []
    }
    past.append((step, timelines))
    past = past.suffix(Self.depths.last ?? 0)
    timelines = Self.distinct(matching, limit: Self.limit.plain)
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

  /// A state between two, or one that is reached after a while.
  private func rareMatch(_ step: Recording.Step) -> RecordingPlayer? {
    for timeline in Set([0, timelines.count - 1]).sorted().map({ timelines[$0] }) {
      for pace in timeline.otherPaces() {
        var next = timeline.at(pace)
        next.play(step)
        if next.matcher.mismatches.isEmpty { return next }
      }
    }
    return nil
  }

  // MARK: - Going back

  /// The timelines that match the last steps and this one, with the controllers at any pace before each.
  private mutating func playAgain(until step: Recording.Step) -> [RecordingPlayer] {
    for depth in Self.depths where depth <= past.count || depth == Self.depths.first {
      let steps = past.suffix(depth)
      guard var timelines = steps.first?.timelines else { return [] }
      for step in steps.map(\.step) + [step] {
        timelines = Self.distinct(advanceAtAnyPace(timelines, step), limit: Self.limit.again, byTrail: true)
      }
      if !timelines.isEmpty { return timelines }
    }
    return []
  }

  private mutating func advanceAtAnyPace(
    _ timelines: [RecordingPlayer], _ step: Recording.Step
  ) -> [RecordingPlayer] {
    timelines.flatMap { timeline -> [RecordingPlayer] in
      guard trials > 0 else { return [] }
      let starts = timeline.atAnyPace()
      trials -= starts.count
      return starts.compactMap { start in
        var next = start
        next.play(step)
        return next.matcher.mismatches.isEmpty ? next : nil
      }
    }
  }

  /// Timelines that cannot be told apart count as one; of too many, the first and the last are kept.
  private static func distinct(
    _ all: [RecordingPlayer], limit: Int, byTrail: Bool = false
  ) -> [RecordingPlayer] {
    var kept: [RecordingPlayer] = []
    for timeline in all where !kept.contains(where: { $0.isSame(as: timeline, byTrail: byTrail) }) {
      kept.append(timeline)
    }
    guard kept.count > limit else { return kept }
    return Array(kept.prefix(limit / 2) + kept.suffix(limit / 2))
  }
}
