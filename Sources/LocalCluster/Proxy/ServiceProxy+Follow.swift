import CurlTransport
import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging
import ServiceLifecycle

extension ServiceProxy {
  /// Keeps the table of pods up to date until the calling task is cancelled.
  func followPods() async {
    for await event in Watcher(client.api(Pod.self), time: time) {
      switch event {
      case .restarted: state.withLock { $0.table.beginPodList() }
      case .listed(let pods): state.withLock { state in for pod in pods { state.table.apply(pod) } }
      case .synced: state.withLock { $0.table.endPodList() }
      case .applied(let pod): state.withLock { $0.table.apply(pod) }
      case .deleted(let pod): state.withLock { $0.table.remove(pod: pod.key) }
      case .bookmarked, .resumed: break
      case .interrupted(let error, _): logger.warning("pods cannot be watched", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Keeps the table of Services up to date, and serves each while it exists, until the calling task is cancelled or
  /// shut down gracefully.
  func followServices(_ curl: CurlClient) async {
    let listeners = ServiceListeners()
    await withDiscardingTaskGroup { group in
      // The listeners are told of a graceful shutdown too, by the group that each of them runs in.
      let events = Watcher(client.api(KubeTypes.Service.self), time: time).cancelOnGracefulShutdown()
      for await event in events { take(event, listeners, curl, &group) }
    }
  }

  private func take(
    _ event: WatcherEvent<KubeTypes.Service>, _ listeners: ServiceListeners, _ curl: CurlClient,
    _ group: inout DiscardingTaskGroup
  ) {
    switch event {
    case .restarted: state.withLock { $0.table.beginServiceList() }
    case .listed(let services): for service in services { serve(service, listeners, curl, &group) }
    case .synced: for key in state.withLock({ $0.table.endServiceList() }) { listeners.stop(key) }
    case .applied(let service): serve(service, listeners, curl, &group)
    case .deleted(let service):
      state.withLock { $0.table.remove(service: service.key) }
      listeners.stop(service.key)
    case .bookmarked, .resumed: break
    case .interrupted(let error, _): logger.warning("Services cannot be watched", metadata: ["error": "\(error)"])
    }
  }

  private func serve(
    _ service: KubeTypes.Service, _ listeners: ServiceListeners, _ curl: CurlClient, _ group: inout DiscardingTaskGroup
  ) {
    let resolved = state.withLock { state in
      let isNew = state.table.endpoints(of: service.key) == nil
      state.table.apply(service)
      return isNew ? state.routes.routes(to: service.key) : []
    }
    // A route may have come before the Service that it names.
    for route in resolved { group.addTask { await self.take(route) } }
    guard service.isProxied, !service.metadata.isDeleting else { return listeners.stop(service.key) }
    guard let listener = listeners.begin(service) else { return }
    group.addTask { await self.run(listener, curl) }
  }
}
