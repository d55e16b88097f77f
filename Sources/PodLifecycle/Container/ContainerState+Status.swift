import KubeCore
import KubeTypes

extension ContainerState {
  var isRunning: Bool { if case .running = stage { true } else { false } }
  var hasEnded: Bool { if case .ended = stage { true } else { false } }

  /// - Parameter isBlocked: whether the pod still runs what must end first.
  func status(isTerminating: Bool, isBlocked: Bool) -> ContainerStatus {
    let exit = lastExit.map {
      ContainerStatus.Terminated(
        exitCode: $0.exitCode, reason: $0.reason, startedAt: $0.startedAt?.wholeSeconds,
        finishedAt: $0.finishedAt?.wholeSeconds)
    }
    var status = ContainerStatus(
      name: name, image: spec.image ?? "", ready: isDone || (isReady && !isTerminating), restartCount: restarts,
      state: state(exit, isBlocked: isBlocked))
    status.started = isStarted
    if status.state?.terminated == nil { status.lastState = exit.map { ContainerStatus.State(terminated: $0) } }
    return status
  }

  /// An init container that has done its work counts as ready.
  private var isDone: Bool { role == .initial && hasEnded && lastExit?.exitCode == 0 }

  private func state(_ exit: ContainerStatus.Terminated?, isBlocked: Bool) -> ContainerStatus.State {
    var state = ContainerStatus.State()
    switch stage {
    case .waiting(let reason, let message, let startAt):
      let awaits = isBlocked && startAt == nil && reason == Self.creating
      state.waiting = ContainerStatus.Waiting(reason: awaits ? "PodInitializing" : reason, message: message)
    case .starting where exit != nil:
      // Between two runs the last one is still what is known.
      state.terminated = exit
    case .starting: state.waiting = ContainerStatus.Waiting(reason: Self.creating)
    case .running(let run): state.running = ContainerStatus.Running(startedAt: run.startedAt.wholeSeconds)
    case .ended:
      state.terminated = exit
      if exit == nil { state.waiting = ContainerStatus.Waiting(reason: "PodTerminated") }
    }
    return state
  }
}
