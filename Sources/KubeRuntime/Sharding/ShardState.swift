import KubeCore
import KubeTypes

/// Which keys a replica may act on: the rules of ``Shard`` without its I/O.
///
/// Each member has a lease that it renews, and in it the *view* that it acts under: the members that it shares the keys
/// with. Two members may hold different views for a while, and still never act on one key together:
///
/// - A member claims a key when its published view makes it the key's owner. It gives keys up by finishing what it does
///   with them *before* it publishes the view that takes them away.
/// - It acts on a key only when it has read all leases *after* it published its view, and no living member claimed the
///   key then. Of two that claim a key, the one that reads later sees the other's claim and waits: the other sees it
///   wait, takes it into its view, and gives the key up.
/// - A member whose lease has not *changed* for its duration, on our clock, is dead; it has stopped by itself before,
///   since it could not renew. One that comes back reads again before it acts.
struct ShardState: Sendable {
  /// A lease as it was read.
  struct Observation: Sendable, Hashable {
    var identity: String
    /// The lease's name.
    var name: String
    var uid: String?
    var resourceVersion: String
    var leaseSeconds: Int
    var view: Set<String>
  }

  enum Step: Sendable, Hashable {
    /// Read all leases of the group, at the newest version.
    case read
    /// Renew our lease, with this view in it; an empty one is the last, and the lease is to last for a second only.
    ///
    /// - Parameter resourceVersion: the write must fail when the lease has changed since; `nil` creates it.
    case publish(view: Set<String>, resourceVersion: String?)
    /// Finish what is being done with keys that a view takes away, then call ``drained(for:)``. Goes on beside the rest.
    case drain(for: Set<String>)
    /// Remove the lease of a member that died long ago.
    case remove(Observation)
    case wait(until: MonotonicInstant)
  }

  private struct Member: Sendable {
    var lease: Observation
    /// When the lease was first seen as it is.
    var changedAt: MonotonicInstant
  }

  let identity: String
  private let timing: LeaseTiming
  private var members: [String: Member] = [:]
  /// Our own lease, as it was last read or written; `nil` when it has to be read or made.
  private var own: Observation?
  private var isOwnKnown = false
  /// The view that is to be published next, once keys that it takes away are done with; acted under from now on.
  private var next: Set<String>?
  /// Views that have been written without an answer: such a write may still arrive, until a later one has succeeded.
  private var attempted: [Set<String>] = []
  private var isDrained = true
  private var isDraining = false
  /// Whether all leases have been read since our view was published.
  private var isConfirmed = false
  private var hasReadSinceWrite = false
  private var pausesUntil: MonotonicInstant?
  private var validUntil: MonotonicInstant?
  private(set) var isLeaving = false

  init(identity: String, timing: LeaseTiming) {
    self.identity = identity
    self.timing = timing
  }

  private var published: Set<String> { own?.view ?? [] }

  /// We act on a key only when it is ours under all of them.
  private var ownViews: [Set<String>] { [published] + [next].compactMap { $0 } + attempted }
}

// MARK: Whose keys

extension ShardState {
  /// Whether we may act on a key now.
  func owns(_ key: String, now: MonotonicInstant) -> Bool {
    guard isConfirmed, let validUntil, now < validUntil else { return false }
    guard ownViews.allSatisfy({ Rendezvous.owner(of: key, among: $0) == identity }) else { return false }
    return members.values.allSatisfy { member in
      isDead(member, now: now) || Rendezvous.owner(of: key, among: member.lease.view) != member.lease.identity
    }
  }

  /// All that decides whose a key is: while it stays the same, so do our keys.
  struct Division: Sendable, Hashable {
    fileprivate var isActing: Bool
    fileprivate var ownViews: [Set<String>]
    fileprivate var views: [String: Set<String>]
  }

  func division(now: MonotonicInstant) -> Division {
    let living = members.filter { !isDead($0.value, now: now) }
    return Division(
      isActing: isConfirmed && validUntil.map { now < $0 } ?? false,
      ownViews: ownViews, views: living.mapValues(\.lease.view))
  }

  /// Whether everybody acts under the view that we see, so that each key has its owner.
  func isSettled(now: MonotonicInstant) -> Bool {
    let living = living(now: now)
    return isConfirmed && next == nil && published == living
      && members.values.allSatisfy { isDead($0, now: now) || $0.lease.view == living }
  }

  /// The members that share the keys, we among them unless we leave. One that leaves has an empty view.
  func living(now: MonotonicInstant) -> Set<String> {
    var living = Set(members.values.filter { !isDead($0, now: now) && !$0.lease.view.isEmpty }.map(\.lease.identity))
    if !isLeaving { living.insert(identity) }
    return living
  }

  /// Until when writes may go out unless the lease is renewed; they must have arrived a little later.
  var fence: (until: MonotonicInstant, arrivalBy: MonotonicInstant)? {
    validUntil.map { ($0, $0 + (timing.leaseDuration - timing.renewDeadline)) }
  }

  private func isDead(_ member: Member, now: MonotonicInstant) -> Bool { now >= death(of: member) }

  private func death(of member: Member) -> MonotonicInstant {
    member.changedAt + .seconds(min(max(member.lease.leaseSeconds, 1), 3600))
  }
}

// MARK: What to do

extension ShardState {
  func step(now: MonotonicInstant) -> Step {
    if let pausesUntil, now < pausesUntil { return .wait(until: pausesUntil) }
    guard isOwnKnown, hasReadSinceWrite else { return .read }
    if let next, !isDrained, !isDraining { return .drain(for: next) }
    if let dead = longDead(now: now) { return .remove(dead) }
    // Keys that a view takes away are done with before it is published; until then the old one is renewed.
    return .publish(view: isDrained ? next ?? published : published, resourceVersion: own?.resourceVersion)
  }

  /// Nobody has heard of it for ten times its duration.
  private func longDead(now: MonotonicInstant) -> Observation? {
    members.values.filter { now >= $0.changedAt + .seconds(min(max($0.lease.leaseSeconds, 1), 3600)) * 10 }
      .map(\.lease).min { $0.identity < $1.identity }
  }

  /// Leaves the group: claims nothing once all work has ended.
  mutating func leave() {
    isLeaving = true
    next = []
    (isDrained, isDraining) = (published.isEmpty, false)
    pausesUntil = nil
  }

  /// Whether everybody can see that we claim nothing any more. Our lease stays for a while, so that everybody does; the
  /// others remove it.
  var hasLeft: Bool { isLeaving && isOwnKnown && published.isEmpty }
}

// MARK: What has happened

extension ShardState {
  mutating func draining() { isDraining = true }

  /// Takes note that nothing is being done any more with keys that a view takes away.
  mutating func drained(for view: Set<String>) {
    guard view == next else { return }
    (isDraining, isDrained) = (false, true)
    pausesUntil = nil
  }

  /// Takes note of all leases of the group.
  mutating func read(_ leases: [Observation], now: MonotonicInstant) {
    own = leases.first { $0.identity == identity }
    (isOwnKnown, hasReadSinceWrite) = (true, true)
    let others = leases.filter { $0.identity != identity }
    for lease in others where members[lease.identity]?.lease != lease {
      members[lease.identity] = Member(lease: lease, changedAt: now)
    }
    let listed = Set(others.map(\.identity))
    // A lease that has vanished proves nothing of its member, unless that had given everything up before.
    members = members.filter { listed.contains($0.key) || !($0.value.lease.view.isEmpty || isDead($0.value, now: now)) }
    if own == nil {
      // Somebody has removed our lease: nobody can see our claims.
      (isConfirmed, validUntil) = (false, nil)
    } else if let validUntil, now < validUntil {
      // Our view was in our lease before this read began: who claims a key from now on will see it.
      isConfirmed = true
    }
    plan(now: now)
  }

  /// Chooses the next view.
  private mutating func plan(now: MonotonicInstant) {
    let wanted = isLeaving ? [] : living(now: now)
    guard wanted != (next ?? published) else { return }
    next = wanted == published ? nil : wanted
    // Whoever is given keys up to waits; a drain that is under way is of no use to another view.
    (isDrained, isDraining) = (published.isEmpty || next == nil, false)
    if next != nil { pausesUntil = nil }
  }

  /// Takes note that our lease is about to be written.
  mutating func writing(_ view: Set<String>) {
    (isOwnKnown, hasReadSinceWrite) = (false, false)
    if !attempted.contains(view) { attempted.append(view) }
  }

  /// Takes note of our lease as the server has it after a write.
  mutating func wrote(
    _ lease: Observation, sentAt: MonotonicInstant, now: MonotonicInstant,
    using generator: inout some RandomNumberGenerator
  ) {
    // Without a gap in validity our claims have stood all the time, and whoever came meanwhile has seen them.
    let hasLapsed = validUntil.map { now >= $0 } ?? true
    if hasLapsed || lease.view != published { isConfirmed = false }
    if lease.view == next { next = nil }
    (own, isOwnKnown, attempted) = (lease, true, [])
    validUntil = sentAt + timing.renewDeadline
    pausesUntil = isConfirmed ? nextLook(now: now, using: &generator) : nil
  }

  /// Takes note of a refused write: our lease is not as we knew it.
  mutating func refused() { (isOwnKnown, hasReadSinceWrite, pausesUntil) = (false, false, nil) }

  /// Takes note of an exchange that failed, or whose outcome is not known.
  mutating func failed(now: MonotonicInstant, using generator: inout some RandomNumberGenerator) {
    (isOwnKnown, hasReadSinceWrite) = (false, false)
    pausesUntil = now + timing.pause(using: &generator)
  }

  /// Not later than the moment at which a member would count as dead.
  private func nextLook(
    now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) -> MonotonicInstant {
    let deaths = members.values.filter { !$0.lease.view.isEmpty }.map(death).filter { $0 > now }
    return ([now + timing.pause(using: &generator)] + deaths).min() ?? now
  }

  /// Takes note that a dead member's lease is gone.
  mutating func removed(_ lease: Observation) { members[lease.identity] = nil }
}
