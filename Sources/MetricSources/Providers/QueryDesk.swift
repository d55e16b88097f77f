/// Puts queries to metrics servers on behalf of many rollouts: identical ones once, and none to a server that rests.
public final class QueryDesk: Sendable {
  private struct Question: Hashable {
    var server: String
    var expression: String
  }

  let gate: ProviderGate
  private let answers: SharedAnswers<Question, Double>

  /// - Parameters:
  ///   - now: monotonic seconds.
  ///   - spread: random numbers from 0 to 1.
  public init(now: @escaping @Sendable () -> Double, spread: @escaping @Sendable () -> Double) {
    gate = ProviderGate(now: now, spread: spread)
    answers = SharedAnswers(now: now)
  }

  /// The number that a query gives, at most `age` seconds old.
  ///
  /// - Parameter server: what tells servers apart: the address, and who asks.
  public func value(
    _ expression: String, of provider: some ValueProvider, at server: String, age: Double
  ) async throws(ProviderFailure) -> Double {
    try await answers.answer(Question(server: server, expression: expression), age: age) {
      () async throws(ProviderFailure) in
      try await gate.ask(server) { () async throws(ProviderFailure) in try await provider.value(expression) }
    }
  }
}
