import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Finds out what runs already, or starts the first version.
  mutating func begin() -> Bool {
    if let adopted = revisionToAdopt {
      status.stable = RevisionStatus(revision: adopted.revision, model: adopted.model)
      record("Adopted", "Revision \(adopted.revision) serves already and is taken for the stable version.")
    } else {
      startFirst()
    }
    return true
  }

  /// The revision that owned the traffic before the memory was lost.
  ///
  /// Of two, it is the one that the spec does not ask for: the other was on trial at best, and is tried again.
  private var revisionToAdopt: RolloutObservation.Revision? {
    let serving = world.revisions.filter { $0.ready > 0 && world.admitted?.contains($0.revision) == true }
    return serving.filter { $0.revision != input.revision }.max { ($0.ready, $0.revision) < ($1.ready, $1.revision) }
      ?? serving.first
  }

  private mutating func startFirst() {
    status.candidate = RevisionStatus(revision: input.revision, model: spec.model.uri)
    status.startTime = now
    var step = StepStatus()
    step.startTime = now
    step.deadlineTime = now + progressDeadline
    status.step = step
    status.retiring.removeAll { $0.revision == input.revision }
    record("Starting", "Revision \(input.revision) is the first version; it gets all traffic once it is ready.")
  }

  /// Waits for the first version.
  ///
  /// There is nothing to go back to, so a deadline only raises the alarm.
  mutating func start() -> Bool {
    guard let candidate = status.candidate else { return false }
    if candidate.revision != input.revision {
      archive(.superseded, reason: "SpecChanged", message: "The spec asks for revision \(input.revision).")
      retire(candidate.revision)
      startFirst()
      return true
    }
    if world.ready(candidate.revision) >= replicas, world.admitted == [candidate.revision] {
      archive(.promoted, reason: "FirstVersion", message: "There was no version to compare it with.")
      status.stable = candidate
      endRollout()
      record("Promoted", "Revision \(candidate.revision) is the first version and serves all traffic.")
      return true
    }
    // The alarm is raised once: a first version without a deadline is one that has missed it.
    guard let deadline = status.step?.deadlineTime, input.now >= deadline else { return false }
    status.step?.deadlineTime = nil
    record("ProgressDeadlineExceeded", "Revision \(candidate.revision) is not ready in time.", type: .warning)
    return true
  }

  /// Begins a rollout when the spec asks for a revision that has not failed before.
  mutating func beginRollout() -> Bool {
    guard wantsRollout, !isRejected, replicas > 0, status.retiring.isEmpty else { return false }
    status.candidate = RevisionStatus(revision: input.revision, model: spec.model.uri)
    status.startTime = now
    status.analysis = nil
    var step = StepStatus()
    if spec.strategy.canary.steps.isEmpty { step.automaticWeights = AutomaticSteps.weights(replicas: replicas) }
    status.step = step
    enter(step: 0)
    record("RolloutStarted", "Revision \(input.revision) is on trial against \(status.stable?.revision ?? "").")
    return true
  }

  /// Whether the spec asks for something else than the stable version.
  var wantsRollout: Bool { input.revision != status.stable?.revision }

  /// The failure of the revision that the spec asks for, if it has failed.
  var rejection: RejectedRevision? { status.rejectedRevisions.first { $0.revision == input.revision } }

  var isRejected: Bool { rejection != nil }

  var progressDeadline: Duration { spec.strategy.canary.progressDeadline.duration }
}
