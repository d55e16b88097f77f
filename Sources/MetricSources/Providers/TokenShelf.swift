import CurlTransport
import KubeCore
import Synchronization

/// The tokens that servers gave, for as long as they are good.
public final class TokenShelf: Sendable {
  private struct Token {
    var text: String
    /// When to ask for another, in monotonic seconds.
    var end: Double
  }

  private let now: @Sendable () -> Double
  private let tokens = Mutex<[OAuth2Client: Token]>([:])

  /// The most clients whose tokens are kept.
  private static let mostClients = 256
  /// The largest answer of a server of tokens, in bytes.
  private static let answerLimit = 1 << 20

  /// - Parameter now: monotonic seconds.
  public init(now: @escaping @Sendable () -> Double) { self.now = now }

  /// Forgets a token that was refused.
  func drop(_ client: OAuth2Client) { tokens.withLock { $0[client] = nil } }

  /// A token that is good for a while yet.
  func token(of client: OAuth2Client, over http: CurlClient) async throws(ProviderFailure) -> String {
    let time = now()
    if let token = tokens.withLock({ $0[client] }), token.end > time { return token.text }
    let token = try await Self.ask(client, over: http, at: time)
    tokens.withLock { tokens in
      if tokens.count >= Self.mostClients { tokens = tokens.filter { $0.value.end > time } }
      if tokens.count < Self.mostClients { tokens[client] = token }
    }
    return token.text
  }

  private static func ask(
    _ client: OAuth2Client, over http: CurlClient, at time: Double
  ) async throws(ProviderFailure) -> Token {
    var form = [("grant_type", "client_credentials")]
    if !client.scopes.isEmpty { form.append(("scope", client.scopes.joined(separator: " "))) }
    // The id and the secret are encoded as in a form before they become a user and a password.
    let credentials = "\(FormText.escaped(client.id)):\(FormText.escaped(client.secret))"
    let request = CurlRequest(
      method: "POST", url: client.tokenURL,
      headers: [
        "Authorization": "Basic \(Base64.encode(Array(credentials.utf8)))", "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
      ], body: Array(FormText.form(form).utf8), timeout: .seconds(10))
    let (status, body) = try await ProviderClient.exchange(request, over: http, limit: answerLimit)
    if let failure = ProviderFailure.status(status, []) {
      throw ProviderFailure(failure.kind, "the server of tokens answers: \(failure.reason)")
    }
    let answer = try JSONAnswer.parse(body)
    guard let text = answer["access_token"]?.string, !text.isEmpty else {
      throw ProviderFailure(.unreadable, "the server of tokens gives no access_token")
    }
    let lifetime = min(max(JSONAnswer.number(answer["expires_in"]) ?? 300, 0), 86_400)
    // A token is renewed before it ends, lest one ends on its way.
    return Token(text: text, end: time + lifetime - min(60, lifetime / 5))
  }
}
