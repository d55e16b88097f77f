import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging
import PodLifecycle

/// Follows the pods of the cluster: binds those that this kubelet can run, and gives each of its own a worker.
struct PodDispatcher: Sendable {
  let environment: PodEnvironment

  /// Runs until the calling task is cancelled.
  func run() async {
    let workers = PodWorkers()
    let watcher = Watcher(
      environment.client.api(Pod.self),
      configuration: WatcherConfiguration(labelSelector: environment.configuration.podSelector),
      time: environment.time)
    await withDiscardingTaskGroup { group in
      let binder = PodBinder(environment: environment)
      group.addTask { await binder.run() }
      for await event in watcher {
        switch event {
        case .restarted: workers.beginList()
        case .listed(let pods): for pod in pods { take(pod, workers, binder, &group) }
        case .synced: workers.endList()
        case .applied(let pod): take(pod, workers, binder, &group)
        case .deleted(let pod): workers.send(.vanished, to: pod)
        case .bookmarked, .resumed: break
        case .interrupted(let error, let delay):
          environment.logger.warning("pods cannot be watched", metadata: ["error": "\(error)", "retry": "\(delay)"])
        }
      }
    }
  }

  private func take(
    _ pod: Pod, _ workers: PodWorkers, _ binder: PodBinder, _ group: inout DiscardingTaskGroup
  ) {
    workers.noteListed(pod)
    guard pod.spec?.nodeName == environment.configuration.nodeName else {
      if canRun(pod) { binder.take(pod) }
      return
    }
    if workers.send(.observed(pod), to: pod) { return }
    // A pod that has run to its end, under an earlier kubelet of the same name, is not run again.
    guard !pod.hasEnded || pod.metadata.isDeleting, let mailbox = workers.add(pod) else { return }
    let worker = PodWorker(pod, mailbox: mailbox, environment: environment)
    group.addTask {
      await worker.run()
      workers.remove(pod)
    }
  }

  /// Whether this pod waits for a node, and this kubelet knows all of its images.
  private func canRun(_ pod: Pod) -> Bool {
    guard (pod.spec?.nodeName ?? "").isEmpty, !pod.metadata.isDeleting, !pod.hasEnded,
      let containers = pod.spec?.containers, !containers.isEmpty
    else { return false }
    return containers.allSatisfy { environment.configuration.images[$0.image ?? ""] != nil }
  }
}

extension Pod {
  var hasEnded: Bool { ["Succeeded", "Failed"].contains(status?.phase) }
}
