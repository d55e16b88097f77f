import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Makes a status that was cut or edited whole again: what cannot be understood counts as no rollout.
  mutating func repairMemory() {
    if status.stable?.revision.isEmpty == true { status.stable = nil }
    if status.candidate?.revision.isEmpty == true || status.candidate?.revision == status.stable?.revision {
      status.candidate = nil
    }
    if status.candidate == nil || status.step == nil {
      (status.candidate, status.step, status.rollback, status.startTime) = (nil, nil, nil, nil)
      status.arms = []
    }
    status.arms.removeAll { $0.revision.isEmpty || $0.revision == status.stable?.revision }
    if status.arms.first?.revision != status.candidate?.revision { status.arms = [] }
    if status.bake?.revision != status.stable?.revision { status.bake = nil }
    let owners = owners
    status.retiring.removeAll { owners.contains($0.revision) }
  }

  /// The revisions that have a part: stable, candidate, arms.
  var owners: Set<String> {
    Set([status.stable?.revision, status.candidate?.revision].compactMap { $0 } + status.arms.map(\.revision))
  }

  /// Cuts times that lie further ahead than they can: the clock has been set back, and nobody is to wait for it to get
  /// there again.
  mutating func repairTimes() {
    func cut(_ time: inout Timestamp?, _ length: Duration = .zero) { time = time.map { min($0, now + length) } }
    cut(&status.startTime)
    cut(&status.pausedTime)
    if var step = status.step {
      cut(&step.startTime)
      cut(&step.enteredTime)
      cut(&step.deadlineTime, progressDeadline)
      status.step = step
    }
    if var rollback = status.rollback {
      cut(&rollback.startTime)
      cut(&rollback.deadlineTime, max(progressDeadline, RolloutTiming.restore.duration))
      status.rollback = rollback
    }
    if var bake = status.bake {
      cut(&bake.startTime)
      cut(&bake.deadlineTime, spec.rollback.bake.duration)
      status.bake = bake
    }
    for position in status.retiring.indices { repair(&status.retiring[position]) }
  }

  /// Both times of a retiring revision are moved by as much as the clock has been set back at the least.
  private func repair(_ revision: inout RetiringRevision) {
    let latest = now + RolloutTiming.drain.duration
    if let deadline = revision.deadlineTime, deadline > latest {
      revision.deadlineTime = latest
      revision.warmTime = revision.warmTime.map { $0 + (latest - deadline) }
    }
    // The way back to a spec that asks for no warmth itself stays open for as long as was promised.
    guard revision.revision != input.revision else { return }
    revision.warmTime = revision.warmTime.map { min($0, now + warmTime) }
  }
}
