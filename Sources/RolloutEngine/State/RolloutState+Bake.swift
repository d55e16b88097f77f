import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Begins the watch over a revision that has just been promoted.
  mutating func beginBake(after previous: RevisionStatus) {
    guard let stable = status.stable, spec.rollback.bake > .seconds(0) else { return }
    var bake = BakeStatus()
    (bake.revision, bake.previous, bake.previousModel) = (stable.revision, previous.revision, previous.model)
    (bake.startTime, bake.deadlineTime) = (now, now + spec.rollback.bake.duration)
    status.bake = bake
  }

  /// Takes a promoted revision back on late evidence, or ends the watch.
  mutating func watchBake() -> Bool {
    guard let bake = status.bake, let deadline = bake.deadlineTime else { return false }
    if bake.failure == nil, let failure = bakeFailure {
      guard spec.rollback.automatic, canRun(bake.previous) else {
        status.bake?.failure = String(failure.message.prefix(900))
        record("RollbackNeeded", "\(failure.message) \(cannotReturn)", type: .warning)
        return true
      }
      takeBack(to: bake.previous, .rolledBack, "LateEvidence", failure.message)
      return true
    }
    guard input.now >= deadline, bake.failure == nil else { return false }
    status.bake = nil
    record("Baked", "Nothing has spoken against revision \(bake.revision) since it was promoted.")
    return true
  }

  /// What the analysis says against a promoted revision: a report on it, whatever the step.
  private var bakeFailure: (reason: String, message: String)? {
    input.reports.first { $0.revision == status.bake?.revision && $0.verdict == .rollBack }.map {
      Self.failure($0.bounded)
    }
  }

  /// Why a baking revision that fails stays.
  var cannotReturn: String {
    spec.rollback.automatic
      ? "Revision \(status.bake?.previous ?? "") cannot be run again."
      : "Automatic rollback is off."
  }
}
