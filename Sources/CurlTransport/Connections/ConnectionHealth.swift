/// Whether the peer of one HTTP/2 connection still lives, from what is heard of it. A value without I/O.
///
/// The kernel notices a host that is gone. It does not notice a process that hangs: its host still acknowledges what
/// is sent. So a connection on which nothing was heard for a while is probed with a request that any server answers,
/// and given up when even that stays without an answer.
struct ConnectionHealth: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// What to do about the connection.
  enum Verdict: Sendable, Hashable {
    case fine
    /// Nothing was heard for long: send a probe.
    case probe
    /// The probe stayed without an answer as well.
    case dead
  }

  /// After how much silence to probe.
  let silenceLimit: Duration
  /// How long the answer to a probe may take.
  let answerLimit: Duration

  private var lastHeard: Instant
  private var nextProbe: Instant
  private var probeSent: Instant?
  /// Whether the connection is known to carry many exchanges at a time.
  private(set) var isMultiplexed = false
  /// How many transfers wait for their readers: the silence is ours then, because libcurl reads nothing meanwhile.
  private var heldBack = 0

  init(silenceLimit: Duration, answerLimit: Duration, now: Instant) {
    self.silenceLimit = silenceLimit
    self.answerLimit = answerLimit
    lastHeard = now
    nextProbe = now.advanced(by: silenceLimit)
  }

  /// Notes that something came, on any exchange of the connection.
  mutating func noteHeard(at now: Instant) {
    lastHeard = now
    nextProbe = now.advanced(by: silenceLimit)
    probeSent = nil
  }

  /// Notes that the connection carries many exchanges at a time: on others a probe would have to wait its turn.
  mutating func noteMultiplexed() { isMultiplexed = true }

  mutating func holdBack() { heldBack += 1 }

  mutating func release(at now: Instant) {
    heldBack = max(0, heldBack - 1)
    if heldBack == 0 { noteHeard(at: now) }
  }

  /// Notes that a call which began at `start` went unanswered; if nothing else was heard since, the connection is
  /// probed at once, lest the next call wait for it in vain too.
  mutating func noteUnanswered(since start: Instant, at now: Instant) {
    if lastHeard <= start, probeSent == nil { nextProbe = now }
  }

  /// Notes that the probe is on its way, on this very connection.
  mutating func noteProbeSent(at now: Instant) {
    if probeSent == nil { probeSent = now }
  }

  /// Judges the connection. After `.probe` it asks for no other one until the silence has lasted as long again.
  mutating func check(at now: Instant) -> Verdict {
    guard isMultiplexed, heldBack == 0 else { return .fine }
    if let probeSent { return probeSent.advanced(by: answerLimit) <= now ? .dead : .fine }
    guard nextProbe <= now else { return .fine }
    nextProbe = now.advanced(by: silenceLimit)
    return .probe
  }

  /// When to judge the connection again, if nothing happens until then.
  var next: Instant? {
    guard isMultiplexed, heldBack == 0 else { return nil }
    return probeSent?.advanced(by: answerLimit) ?? nextProbe
  }
}
