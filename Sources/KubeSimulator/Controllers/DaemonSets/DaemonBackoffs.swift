import KubeCore

/// How long failed pods of daemon sets stay before they are replaced: not at all at first, then 1 s, doubled from
/// failure to failure up to 15 minutes.
///
/// Source: `flowcontrol.Backoff` of client-go, as the daemon set controller of Kubernetes 1.36 makes it.
struct DaemonBackoffs: Sendable {
  private struct Entry: Sendable {
    var wait: Duration
    var since: Timestamp
  }

  private static let longest: Duration = .seconds(900)
  private var entries: [String: Entry] = [:]

  /// - Returns: when a pod may be replaced that must stay for now; `nil` when it may go, which is noted.
  mutating func wait(_ key: String, now: Timestamp) -> Timestamp? {
    guard let entry = entries[key], now - entry.since <= Self.longest * 2 else {
      entries = entries.filter { now - $0.value.since <= Self.longest * 2 }
      entries[key] = Entry(wait: .seconds(1), since: now)
      return nil
    }
    guard now - entry.since >= entry.wait else { return entry.since + entry.wait }
    entries[key] = Entry(wait: min(entry.wait * 2, Self.longest), since: now)
    return nil
  }
}
