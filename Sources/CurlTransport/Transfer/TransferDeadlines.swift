/// The limits of time that one exchange is under.
struct TransferDeadlines: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// When the whole exchange must be over.
  private let end: Instant?
  private let idleTimeout: Duration?
  private let stallLimit: Duration
  private var lastActivity: Instant
  private var pausedSince: Instant?
  private var holdsUpOthers = false

  init(timeout: Duration?, idleTimeout: Duration?, stallLimit: Duration, start: Instant) {
    end = timeout.map { start.advanced(by: $0) }
    self.idleTimeout = idleTimeout
    self.stallLimit = stallLimit
    lastActivity = start
  }

  /// Notes that the server sent something.
  mutating func noteActivity(at now: Instant) {
    lastActivity = now
  }

  /// Notes that the transfer waits for its reader: from now on the silence is not the server's.
  mutating func pause(at now: Instant, holdingUpOthers: Bool) {
    pausedSince = now
    holdsUpOthers = holdingUpOthers
  }

  mutating func resume(at now: Instant) {
    pausedSince = nil
    lastActivity = now
  }

  /// The earliest moment at which a limit is passed, if nothing happens until then.
  var next: Instant? {
    [end, idleEnd, stallEnd].compactMap(\.self).min()
  }

  /// The limit that has been passed, if any.
  func expired(at now: Instant) -> CurlError.Code? {
    if let end, end <= now { return .timeout }
    if let idleEnd, idleEnd <= now { return .idleTimeout }
    if let stallEnd, stallEnd <= now { return .readerTooSlow }
    return nil
  }

  private var idleEnd: Instant? {
    pausedSince == nil ? idleTimeout.map { lastActivity.advanced(by: $0) } : nil
  }

  private var stallEnd: Instant? {
    holdsUpOthers ? pausedSince?.advanced(by: stallLimit) : nil
  }
}
