import KubeCore

/// Who leads, by the lease, and since when nobody does: S13 and L5.
struct LeadershipState: Sendable {
  private struct Vacancy: Sendable {
    var since: Duration
    var wasReleased: Bool
  }

  static let storage = "coordination.k8s.io/leases"
  private static let leaseTime = Duration.seconds(15)
  /// A lease that nobody renews any more has run out by then: its time and the longest pause between two looks.
  private static let takeoverLimit = Duration.milliseconds(17_400)
  /// A lease that was given back is taken by then.
  private static let handoverLimit = Duration.seconds(2)

  private var holder = ""
  private var renewed: Duration = .zero
  private var vacancy: Vacancy?
  private var lastStart: Duration = .zero

  static func name(of session: Int) -> String { "operator-\(session)" }

  mutating func noteStart(at now: Duration) { lastStart = now }

  mutating func noteDeath(of session: Int, at now: Duration) {
    if holder == Self.name(of: session) { vacancy = Vacancy(since: now, wasReleased: false) }
  }

  /// Takes note of the lease as it has been written.
  ///
  /// - Returns: what is broken when another has taken over, too late.
  mutating func note(_ lease: JSONValue, at now: Duration) -> [Violation] {
    let was = holder
    holder = lease["spec"]?["holderIdentity"]?.string ?? ""
    renewed = now
    guard holder != was else { return [] }
    if holder.isEmpty {
      vacancy = Vacancy(since: now, wasReleased: true)
      return []
    }
    guard let vacancy else { return [] }
    self.vacancy = nil
    let wait = now - max(vacancy.since, lastStart)
    guard wait > (vacancy.wasReleased ? Self.handoverLimit : Self.takeoverLimit) else { return [] }
    return [Violation(.l5, "\(holder) takes over after \(wait)")]
  }

  /// - Returns: what is broken when a process writes now.
  func violations(ofWriteBy session: Int, at now: Duration) -> [Violation] {
    let name = Self.name(of: session)
    if holder != name { return [Violation(.s13, "\(name) writes, and the lease is \(holder.isEmpty ? "free" : "\(holder)'s")")] }
    return now > renewed + Self.leaseTime ? [Violation(.s13, "\(name) writes after its lease has run out")] : []
  }
}
