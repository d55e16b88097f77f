import KubeClient

extension TimeSource {
  /// Sends a request that must be over within a limit.
  ///
  /// - Returns: `.timeout` when there was no answer by then. The request has been cancelled; a write may have taken
  ///   effect.
  func limited<Value: Sendable>(
    to limit: Duration, _ send: @escaping @Sendable () async throws(KubeError) -> Value
  ) async -> Result<Value, KubeError> {
    let answer = await withDeadline(now() + limit) { () -> Result<Value, KubeError> in
      do throws(KubeError) {
        return .success(try await send())
      } catch {
        return .failure(error)
      }
    }
    return answer ?? .failure(KubeError(.timeout, message: "no answer within \(limit)"))
  }
}
