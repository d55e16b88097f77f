public import KubeClient
public import KubeRuntime
public import Logging
public import Observability
import Synchronization

/// Lets those read the metrics whom the cluster lets `get` the path `/metrics`.
///
/// It asks the API server whose token a request shows (`TokenReview`), and what they may do (`SubjectAccessReview`).
/// Answers count for a minute, refusals for ten seconds. It takes the rights of ``OperatorRole/reviewRules``.
public final class MetricsGate: Sendable {
  private static let question = AccessQuestion("get", path: "/metrics")

  private let client: KubeClient
  private let time: TimeSource
  private let logger: Logger
  private let state = Mutex(MetricsGateState())

  public init(_ client: KubeClient, time: TimeSource = .live, logger: Logger) {
    (self.client, self.time, self.logger) = (client, time, logger)
  }

  /// Whether the sender of a request may read the metrics.
  ///
  /// - Parameter authorization: the request's field of that name.
  public func answer(_ authorization: String?) async -> ScrapeAnswer {
    guard let authorization, authorization.lowercased().hasPrefix("bearer ") else { return .unauthenticated }
    let token = String(authorization.dropFirst("bearer ".count).drop { $0 == " " })
    guard !token.isEmpty else { return .unauthenticated }
    if case .answer(let answer) = state.withLock({ $0.begin(token, at: time.now()) }) { return answer }
    let answer = await ask(token)
    state.withLock { $0.finish(token, with: answer, at: time.now()) }
    return answer
  }

  private func ask(_ token: String) async -> ScrapeAnswer {
    do throws(KubeError) {
      let sender = try await client.review(token: token)
      guard sender.isAuthenticated, let name = sender.user.username else { return .unauthenticated }
      return try await client.may(sender.user, Self.question).isAllowed ? .allowed : .forbidden(user: name)
    } catch {
      logger.warning("The cluster does not say who may read the metrics", metadata: ["error": "\(error)"])
      return .unknown(reason: "the cluster does not say who may read the metrics")
    }
  }
}
