/// An HTTP client over libcurl.
///
/// The client speaks HTTP/2 and HTTP/1.1, keeps its connections for reuse, and carries many exchanges at a time. It
/// has two threads at most, which start with their first request: one for requests that share connections, one for
/// those on a ``CurlRequest/Connection/separate`` connection.
///
/// Dropping the client ends its threads and connections, once no response body refers to it any more.
public final class CurlClient: Sendable {
  private let configuration: CurlConfiguration
  private let proxies: ProxySelection
  private let sharing: CurlEngine
  private let separating: CurlEngine

  /// Creates a client; nothing is started and no connection made yet.
  public convenience init(configuration: CurlConfiguration = CurlConfiguration()) {
    self.init(configuration: configuration, sharing: CurlEngine(configuration: configuration))
  }

  init(configuration: CurlConfiguration, sharing: CurlEngine) {
    self.configuration = configuration
    self.sharing = sharing
    proxies = ProxySelection(configuration.proxy)
    // libcurl notes per host, and per multi handle, whether connections can be shared. A handle of their own for
    // HTTP/1.1 connections keeps that note right for the others.
    var separate = configuration
    separate.httpVersion = .http1Only
    separating = CurlEngine(configuration: separate)
  }

  deinit {
    sharing.stop()
    separating.stop()
  }

  /// Sends a request, and returns once the head of the response has arrived.
  ///
  /// The request may reach the server more than once: when a kept connection turns out to have been closed before
  /// anything came back on it, libcurl repeats the request on a new one.
  ///
  /// - Throws: a ``CurlError``; cancelling the task ends the exchange with ``CurlError/Code/cancelled``.
  public func send(
    _ request: CurlRequest, isolation: isolated (any Actor)? = #isolation
  ) async throws(CurlError) -> CurlResponse {
    let prepared = try PreparedRequest(request, configuration: configuration, proxies: proxies)
    let engine = request.connection == .shared ? sharing : separating
    let transfer = Transfer(prepared, engine: engine)
    let body = CurlBody(transfer, client: self)
    let head = try await transfer.head()
    return CurlResponse(status: head.status, headers: head.headers, httpVersion: head.httpVersion, body: body)
  }

  /// Gives up the client for another, such as one with newer certificates.
  ///
  /// Exchanges without a timeout, such as watches, end with ``CurlError/Code/retired`` after `grace`; others go on to
  /// their own end. That goes for exchanges that begin later, too. The connections close once the owner has dropped
  /// the client and the last body is read, dropped or failed: so a client that was retired and dropped has closed every
  /// connection after the longer one of `grace` and the timeouts of its exchanges. Retiring again can shorten the
  /// grace, not lengthen it.
  public func retire(within grace: Duration) {
    let deadline = ContinuousClock.now + grace
    sharing.submit(.retire(deadline))
    separating.submit(.retire(deadline))
  }

  /// Ends every exchange with ``CurlError/Code/shutdown``, closes the connections and waits for the threads to end.
  ///
  /// Requests that come later fail with the same code. Shutting down twice is allowed.
  public func shutdown() async {
    sharing.stop()
    separating.stop()
    await sharing.stopped()
    await separating.stopped()
  }
}
