import CCurl

/// A request on a connection that has been silent, to which any server has an answer. It never leaves the thread.
///
/// `OPTIONS *` is what RFC 9110 section 9.3.7 calls a "ping". Go's server, which serves the Kubernetes API, answers it
/// before any authentication, audit or handler. libcurl offers no HTTP/2 PING for connections that are in use.
final class ConnectionProbe: RunningHandle {
  /// When to stop waiting for a connection, or for an answer.
  let end: ContinuousClock.Instant
  private let connection: PeerConnection

  init(_ connection: PeerConnection, easy: EasyHandle, now: ContinuousClock.Instant) {
    self.connection = connection
    end = now.advanced(by: connection.health.answerLimit)
    super.init(easy: easy)
  }

  /// A probe says something of the connection that it is sent on alone: on another one it ends.
  override func reached(localPort: Int) -> Bool {
    guard localPort == connection.localPort else { return false }
    connection.health.noteProbeSent(at: .now)
    return true
  }

  override func receive(line: UnsafeRawBufferPointer) -> Bool {
    connection.health.noteHeard(at: .now)
    return true
  }
}
