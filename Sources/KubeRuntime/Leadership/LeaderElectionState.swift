import KubeCore
import KubeTypes

/// Whose turn it is to lead: the rules of ``LeaderElector`` without its I/O.
///
/// A lease that others hold counts as abandoned when it has not *changed* for its duration on our own clock; the times
/// written in it are never compared with ours. A lease that we hold counts as ours until the renewal deadline, counted
/// from *before* the last successful renewal was sent. The two together leave a gap between one leader and the next.
struct LeaderElectionState: Sendable {
  /// What to do next.
  enum Step: Sendable, Hashable {
    case read
    case create(LeaseSpec)
    /// - Parameter resourceVersion: the write must fail when the lease has changed since.
    case update(LeaseSpec, resourceVersion: String)
    case wait(until: MonotonicInstant)
  }

  /// What is known of the lease.
  private enum Knowledge: Sendable, Hashable {
    /// It has to be read: a write was refused, or its outcome is not known.
    case unknown
    case absent
    case present(LeaseSpec, resourceVersion: String)
  }

  private let configuration: LeaderElectionConfiguration
  private var knowledge = Knowledge.unknown
  /// When the lease was first seen as it is.
  private var changedAt: MonotonicInstant?
  private var lastSeen: (spec: LeaseSpec, resourceVersion: String)?
  private var pausesUntil: MonotonicInstant?
  /// Until when we lead unless we renew; `nil` when we do not.
  private(set) var leadsUntil: MonotonicInstant?
  /// Whether the server may have us down as the holder, although we do not know it.
  private(set) var mayHold = false

  init(_ configuration: LeaderElectionConfiguration) { self.configuration = configuration }

  /// Who held the lease when it was last seen.
  var holder: String? { lastSeen?.spec.holderIdentity.flatMap { $0.isEmpty ? nil : $0 } }

  /// How often the lease has changed hands; tells one term of leadership from the next.
  var transitions: Int { lastSeen?.spec.leaseTransitions ?? 0 }
}

// MARK: What to do

extension LeaderElectionState {
  /// - Parameter wall: what to write into the lease; nobody's decisions depend on it.
  func step(now: MonotonicInstant, wall: Timestamp) -> Step {
    if let pausesUntil, now < pausesUntil { return .wait(until: pausesUntil) }
    switch knowledge {
    case .unknown:
      return .read
    case .absent:
      return .create(claim(on: nil, wall: wall))
    case .present(let spec, let version):
      if leadsUntil != nil || spec.holderIdentity == configuration.identity || isFree(spec) {
        return .update(claim(on: spec, wall: wall), resourceVersion: version)
      }
      guard let end = abandonment(of: spec), end <= now else { return .read }
      return .update(claim(on: spec, wall: wall), resourceVersion: version)
    }
  }

  /// The lease as it is to be when we give it up, or `nil` when it is not ours.
  func release(wall: Timestamp) -> (spec: LeaseSpec, resourceVersion: String)? {
    guard case .present(var spec, let version) = knowledge, spec.holderIdentity == configuration.identity else {
      return nil
    }
    spec.holderIdentity = ""
    spec.leaseDurationSeconds = 1
    spec.renewTime = MicroTime(wall)
    spec.acquireTime = MicroTime(wall)
    return (spec, version)
  }

  private func isFree(_ spec: LeaseSpec) -> Bool { spec.holderIdentity.map(\.isEmpty) ?? true }

  private func abandonment(of spec: LeaseSpec) -> MonotonicInstant? {
    changedAt.map { $0 + .seconds(min(max(spec.leaseDurationSeconds ?? configuration.timing.leaseSeconds, 1), 3600)) }
  }

  private func claim(on current: LeaseSpec?, wall: Timestamp) -> LeaseSpec {
    var spec = LeaseSpec()
    spec.holderIdentity = configuration.identity
    spec.leaseDurationSeconds = configuration.timing.leaseSeconds
    spec.renewTime = MicroTime(wall)
    let isOurs = current?.holderIdentity == configuration.identity
    spec.acquireTime = isOurs ? current?.acquireTime ?? MicroTime(wall) : MicroTime(wall)
    let transitions = current?.leaseTransitions ?? 0
    spec.leaseTransitions = isOurs || current == nil ? transitions : min(transitions, Int(Int32.max) - 1) + 1
    return spec
  }
}

// MARK: What has happened

extension LeaderElectionState {
  /// Takes note of the lease as the server has it; `nil` when it has none.
  mutating func read(
    _ lease: Lease?, now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) {
    guard let lease, let version = lease.metadata.resourceVersion else {
      // Somebody has removed it. We go on leading if we did, and make it anew before others can.
      knowledge = .absent
      (lastSeen, changedAt, pausesUntil) = (nil, nil, nil)
      return
    }
    let spec = lease.spec ?? LeaseSpec()
    if lastSeen?.spec != spec || lastSeen?.resourceVersion != version { changedAt = now }
    lastSeen = (spec, version)
    knowledge = .present(spec, resourceVersion: version)
    mayHold = spec.holderIdentity == configuration.identity
    if !mayHold { leadsUntil = nil }
    let isOursToTake = mayHold || isFree(spec) || abandonment(of: spec).map { $0 <= now } ?? false
    pausesUntil = isOursToTake ? nil : nextLook(now: now, using: &generator)
  }

  /// Takes note that a write is about to go out.
  mutating func writing() {
    mayHold = true
    knowledge = .unknown
  }

  /// Takes note of a write that succeeded.
  mutating func wrote(
    _ lease: Lease, sentAt: MonotonicInstant, now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) {
    read(lease, now: now, using: &generator)
    guard mayHold else { return }
    leadsUntil = sentAt + configuration.timing.renewDeadline
    pausesUntil = now + configuration.timing.pause(using: &generator)
  }

  /// Takes note of a refused write: the lease has changed, or has come into being.
  ///
  /// Nothing of it was done, so that whoever held the lease has not become we.
  mutating func refused() {
    knowledge = .unknown
    mayHold = leadsUntil != nil
    pausesUntil = nil
  }

  /// Takes note of an exchange whose outcome is not known.
  mutating func failed(now: MonotonicInstant, using generator: inout some RandomNumberGenerator) {
    knowledge = .unknown
    pausesUntil = now + configuration.timing.pause(using: &generator)
  }

  /// Takes note that the term is over.
  mutating func gaveUp() { leadsUntil = nil }

  /// Not later than the moment at which the lease would count as abandoned.
  private func nextLook(
    now: MonotonicInstant, using generator: inout some RandomNumberGenerator
  ) -> MonotonicInstant {
    let look = now + configuration.timing.pause(using: &generator)
    guard case .present(let spec, _) = knowledge, let end = abandonment(of: spec) else { return look }
    return min(look, max(end, now))
  }
}
