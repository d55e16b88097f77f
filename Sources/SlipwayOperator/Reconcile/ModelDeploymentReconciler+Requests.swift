import KubeCore
import KubeRuntime
import SlipwayAPI

extension ModelDeploymentReconciler {
  /// Tells requests what came of them, and deletes those that nobody needs to see any more.
  func serve(
    _ desk: RequestDesk, _ answers: [(StoredRolloutRequest, RolloutRequestStatus)], for key: ObjectKey
  ) async throws(OperatorError) {
    for (request, status) in answers { try await applier.answer(request, status, for: key) }
    for request in desk.expired(at: time.wall()) { try await applier.delete(request, from: stores.requests, for: key) }
  }

  /// Ends the work for a ModelDeployment that is deleted, or has gone.
  func end(_ key: ObjectKey, _ stored: StoredModelDeployment?) async -> ReconcileOutcome {
    guard let stored else { return await answerInVain(key) }
    do throws(OperatorError) {
      try await applier.leave(stored)
      return .settled
    } catch {
      return .failed(error.cause ?? error)
    }
  }

  /// Refuses requests whose ModelDeployment is not there.
  private func answerInVain(_ key: ObjectKey) async -> ReconcileOutcome {
    let desk = RequestDesk(stores.requests, about: key)
    guard !desk.requests.isEmpty else { return .settled }
    let now = time.wall()
    do throws(OperatorError) {
      try await serve(desk, desk.refusals(at: now), for: key)
    } catch {
      return .failed(error.cause ?? error)
    }
    return desk.nextTime(after: now).map { .again(after: wait(for: $0, now)) } ?? .settled
  }
}
