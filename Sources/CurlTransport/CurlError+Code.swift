extension CurlError {
  /// The kind of a failure. More kinds may come.
  public struct Code: Sendable, Hashable {
    private enum Value: String {
      case couldNotResolve, couldNotConnect, proxyRefused, addressRefused, tlsFailure, certificateRejected, timeout, idleTimeout, connectionLost
      case cancelled, bodyTooLarge, readerTooSlow, protocolError, invalidRequest, retired, shutdown, other
    }

    private let value: Value

    private init(_ value: Value) { self.value = value }

    /// The name of the host, or of the proxy, has no address.
    public static let couldNotResolve = Code(.couldNotResolve)
    /// No connection came about within the connect timeout.
    public static let couldNotConnect = Code(.couldNotConnect)
    /// The proxy was reached, and refused to go on: the credentials or the target are not to its liking.
    public static let proxyRefused = Code(.proxyRefused)
    /// The host has no address that the rules of the client allow.
    public static let addressRefused = Code(.addressRefused)
    /// TLS failed for another reason than the server's certificate, such as a client certificate that is missing.
    public static let tlsFailure = Code(.tlsFailure)
    /// The server's certificate is not trusted, has expired, or is for another name.
    public static let certificateRejected = Code(.certificateRejected)
    /// The exchange took longer than its timeout.
    public static let timeout = Code(.timeout)
    /// The server sent nothing for longer than the idle timeout.
    public static let idleTimeout = Code(.idleTimeout)
    /// The connection ended before the response did.
    public static let connectionLost = Code(.connectionLost)
    /// The task was cancelled, or the body was dropped.
    public static let cancelled = Code(.cancelled)
    /// The body is larger than the reader allows.
    public static let bodyTooLarge = Code(.bodyTooLarge)
    /// The reader held back a shared connection for longer than the stall limit.
    public static let readerTooSlow = Code(.readerTooSlow)
    /// The server's answer is no valid HTTP.
    public static let protocolError = Code(.protocolError)
    /// The request or the configuration cannot be used.
    public static let invalidRequest = Code(.invalidRequest)
    /// The exchange had no timeout, and its client was given up for another.
    public static let retired = Code(.retired)
    /// The client was shut down.
    public static let shutdown = Code(.shutdown)
    /// Anything else; the message says what.
    public static let other = Code(.other)

    var isTransient: Bool {
      switch value {
      case .couldNotResolve, .couldNotConnect, .timeout, .idleTimeout, .connectionLost, .readerTooSlow, .retired: true
      case .proxyRefused, .addressRefused, .tlsFailure, .certificateRejected, .cancelled, .bodyTooLarge, .protocolError, .invalidRequest: false
      case .shutdown, .other: false
      }
    }
  }
}

extension CurlError.Code: CustomStringConvertible {
  /// The name of the code.
  public var description: String { value.rawValue }
}
