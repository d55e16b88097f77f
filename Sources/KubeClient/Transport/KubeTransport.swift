/// The way to one API server: over HTTPS, or into a simulator in the same process.
public protocol KubeTransport: Sendable {
  /// Sends a request and returns when the head of the answer is there. Every status is an answer, not an error.
  ///
  /// - Throws: an error only when there is no answer: unreachable, refused certificate, time-out, cancellation.
  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse
}
