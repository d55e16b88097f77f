import CurlTransport
package import SlipwayAPI

/// Sends sample requests to a replica.
package protocol WarmUpSender: Sendable {
  /// Sends one request.
  ///
  /// - Returns: why it was not answered with success; `nil` when it was.
  func send(_ settings: WarmUpSettings, to server: String) async -> String?
}

/// Sends them over HTTP.
struct HTTPWarmUpSender: WarmUpSender {
  let client: CurlClient
  /// The longest answer that is read, in bytes; what it says does not matter.
  private static let answerLimit = 1 << 20

  func send(_ settings: WarmUpSettings, to server: String) async -> String? {
    var request = CurlRequest(url: server + settings.path, timeout: settings.timeout.duration)
    if let body = settings.body {
      request.method = "POST"
      request.headers = ["Content-Type": settings.contentType]
      request.body = Array(body.utf8)
    }
    do throws(CurlError) {
      let response = try await client.send(request)
      _ = try await response.body.collect(upTo: Self.answerLimit)
      return (200..<300).contains(response.status) ? nil : "HTTP status \(response.status)"
    } catch {
      return error.description
    }
  }
}

/// Takes every replica for warm: where nothing can be sent.
package struct NoWarmUp: WarmUpSender {
  package init() {}

  package func send(_ settings: WarmUpSettings, to server: String) async -> String? { nil }
}
