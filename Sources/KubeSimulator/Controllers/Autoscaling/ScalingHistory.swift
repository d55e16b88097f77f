import KubeCore

/// What an autoscaler remembers: what it wanted, and what it did.
struct ScalingHistory: Sendable {
  private struct Entry: Sendable {
    var at: Timestamp
    var count: Int
  }

  private static let longest: Duration = .seconds(3600)

  private var recommendations: [Entry] = []
  private var changes: [Entry] = []

  mutating func recommend(_ replicas: Int, at now: Timestamp) {
    recommendations.removeAll { $0.at + Self.longest < now }
    recommendations.append(Entry(at: now, count: replicas))
  }

  mutating func note(change: Int, at now: Timestamp) {
    changes.removeAll { $0.at + Self.longest < now }
    changes.append(Entry(at: now, count: change))
  }

  /// What was recommended since the start of a window.
  func recommendations(in window: Duration, before now: Timestamp) -> [Int] {
    recommendations.filter { $0.at + window > now }.map(\.count)
  }

  /// How many replicas were added, or removed, since the start of a period.
  func changes(in period: Duration, before now: Timestamp, growing: Bool) -> Int {
    changes.filter { $0.at + period > now && ($0.count > 0) == growing }.reduce(0) { $0 + abs($1.count) }
  }
}
