import KubeCore

/// What a caller that needs a credential has to do.
enum ExecCredentialTurn: Sendable {
  /// Use this one.
  case use(CallCredential)
  /// Run the plugin, and say what came of it.
  case run
  case fail(ConnectionError)
}

/// The credential that an exec plugin gave last, and who waits for the next: the plugin runs once for all of them.
///
/// A value without I/O; the type of the waiters is a parameter so that tests can use names.
struct ExecCredentialState<Waiter: Sendable>: Sendable {
  typealias Turn = ExecCredentialTurn

  /// What came of a run.
  struct Outcome {
    /// For the caller that ran the plugin.
    var turn: Turn
    /// For those that waited.
    var wakes: [(waiter: Waiter, turn: Turn)]
  }

  /// The longest time before its end at which a credential is no longer used. One that lives for less than ten times
  /// as long is used for nine tenths of its life.
  static var leeway: Duration { .seconds(10) }

  private struct Cached: Sendable {
    var credential: CallCredential
    var usableUntil: Timestamp?
    var expiry: Timestamp?
    var isRejected = false
  }

  private var cached: Cached?
  private var isRunning = false
  private var waiters: [(id: UInt64, waiter: Waiter)] = []
  private var lastSerial: UInt64 = 0

  init() {}

  /// Asks for a credential.
  ///
  /// - Parameter rejected: the serial of the credential that the server has refused.
  /// - Returns: `nil` when the plugin is running already; the waiter is kept and woken when it has ended.
  mutating func ask(_ waiter: Waiter, id: UInt64, at time: Timestamp, rejected: UInt64?) -> Turn? {
    if let rejected, cached?.credential.serial == rejected { cached?.isRejected = true }
    if let cached, !cached.isRejected, cached.usableUntil.map({ time < $0 }) ?? true { return .use(cached.credential) }
    guard !isRunning else {
      waiters.append((id, waiter))
      return nil
    }
    isRunning = true
    return .run
  }

  /// Takes what came of a run.
  ///
  /// When the caller that ran the plugin was cancelled, the next one takes over. After a failure, a credential that
  /// has not ended yet, and that no server has refused, goes on being used.
  mutating func finish(_ result: Result<ExecCredential, ConnectionError>, at time: Timestamp) -> Outcome {
    switch result {
    case .success(let credential):
      let turn = Turn.use(keep(credential, at: time))
      return Outcome(turn: turn, wakes: takeWaiters().map { ($0, turn) })
    case .failure(let error) where error.code == .cancelled:
      guard !waiters.isEmpty else {
        isRunning = false
        return Outcome(turn: .fail(error), wakes: [])
      }
      return Outcome(turn: .fail(error), wakes: [(waiters.removeFirst().waiter, .run)])
    case .failure(let error):
      var turn = Turn.fail(error)
      if let cached, !cached.isRejected, cached.expiry.map({ time < $0 }) ?? true { turn = .use(cached.credential) }
      return Outcome(turn: turn, wakes: takeWaiters().map { ($0, turn) })
    }
  }

  /// Forgets a waiter whose task was cancelled.
  ///
  /// - Returns: the waiter, unless it was woken before.
  mutating func abandon(id: UInt64) -> Waiter? {
    waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0).waiter }
  }

  private mutating func keep(_ credential: ExecCredential, at time: Timestamp) -> CallCredential {
    lastSerial += 1
    let kept = CallCredential(
      authorization: credential.token.map { BearerToken.header($0) }, identity: credential.identity, serial: lastSerial)
    let usableUntil = credential.expiry.map { expiry in
      expiry + (.zero - min(Self.leeway, max(.zero, (expiry - time) / 10)))
    }
    cached = Cached(credential: kept, usableUntil: usableUntil, expiry: credential.expiry)
    return kept
  }

  private mutating func takeWaiters() -> [Waiter] {
    isRunning = false
    defer { waiters = [] }
    return waiters.map(\.waiter)
  }
}
