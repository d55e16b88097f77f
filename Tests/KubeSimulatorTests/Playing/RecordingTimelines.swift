import KubeCore

/// Plays a recording on several timelines at once.
///
/// How far the controllers of the recorded server had come at a step may show only much later. Every timeline that
/// matches so far is therefore kept, up to a limit; a step differs when it differs on all of them.
struct RecordingTimelines {
  private var timelines: [RecordingPlayer]
  private static let limit = 8

  init(_ player: RecordingPlayer) { timelines = [player] }

  /// Plays one step.
  ///
  /// - Returns: what did not match.
  mutating func play(_ step: Recording.Step) -> [String] {
    var matching: [RecordingPlayer] = []
    var best: RecordingPlayer?
    for timeline in timelines {
      for (start, between) in Self.starts(timeline, step) {
        var next = start
        next.play(step, between: between)
        if next.matcher.mismatches.isEmpty {
          matching.append(next)
        } else if best.map({ next.matcher.mismatches.count < $0.matcher.mismatches.count }) ?? true {
          best = next
        }
      }
    }
    if matching.isEmpty, let rare = rareMatch(step) { matching = [rare] }
    if !matching.isEmpty {
      timelines = Self.distinct(matching)
      return []
    }
    if let best { timelines = [best] }
    return best?.matcher.mismatches ?? []
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

  /// Timelines that cannot be told apart count as one; of too many, the first and the last are kept.
  private static func distinct(_ all: [RecordingPlayer]) -> [RecordingPlayer] {
    var kept: [RecordingPlayer] = []
    for timeline in all where !kept.contains(where: { $0.isSame(as: timeline) }) { kept.append(timeline) }
    guard kept.count > limit else { return kept }
    return Array(kept.prefix(limit / 2) + kept.suffix(limit / 2))
  }
}
