import KubeClient
import Synchronization

/// The right to act as the one leader, for as long as it lasts.
///
/// Work that got it asks before it acts, for the process may have been halted for any time between two instructions;
/// ``fence`` does so for every write that a ``FencedTransport`` sends.
public struct Leadership: Sendable {
  let election: Election

  /// How often the lease had changed hands when this term began; grows from term to term.
  public let term: Int

  /// Whether the term goes on at this moment.
  public var isHeld: Bool { election.isLeading }

  /// Refuses writes once the term is over, and lets none be under way for longer than others wait before they take over.
  public var fence: WriteFence {
    let election = election
    return WriteFence("\(election.configuration.identity) leads no longer") { election.permit }
  }
}

/// What an election's tasks share.
final class Election: Sendable {
  struct Shared {
    var state: LeaderElectionState
    var random: RandomSource
    var lastRenewal: MonotonicInstant?
    var lastError: KubeError?
  }

  let configuration: LeaderElectionConfiguration
  let time: TimeSource
  private let shared: Mutex<Shared>

  init(_ configuration: LeaderElectionConfiguration, time: TimeSource, random: RandomSource) {
    self.configuration = configuration
    self.time = time
    shared = Mutex(Shared(state: LeaderElectionState(configuration), random: random))
  }

  func withLock<Result: Sendable>(_ body: (inout Shared) -> sending Result) -> Result { shared.withLock { body(&$0) } }

  var leadsUntil: MonotonicInstant? { withLock { $0.state.leadsUntil } }

  var isLeading: Bool { leadsUntil.map { time.now() < $0 } ?? false }

  /// Writes may begin until the term ends, and must be over before others may take the lease.
  var permit: WriteFence.Permit? {
    guard let leadsUntil, time.now() < leadsUntil else { return nil }
    let timing = configuration.timing
    let end = leadsUntil + (timing.leaseDuration - timing.renewDeadline)
    return WriteFence.Permit(remaining: end - time.now())
  }
}
