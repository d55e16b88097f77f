import KubeClient
import KubeCore
import KubeRuntime
import Logging

extension ServiceProxy {
  /// Names the proxy in the status of routes.
  public static let controllerName = "local.slipway.dev/proxy"

  /// Keeps the table of HTTPRoutes up to date, and says of each that it is followed, until the calling task is cancelled.
  ///
  /// A cluster that does not know the kind has none.
  func followRoutes() async {
    for await event in Watcher(client.api(LocalRoute.self), time: time) {
      switch event {
      case .restarted: state.withLock { $0.routes.beginList() }
      case .listed(let routes): for route in routes { await take(route) }
      case .synced: state.withLock { $0.routes.endList() }
      case .applied(let route): await take(route)
      case .deleted(let route): state.withLock { $0.routes.remove(route.key) }
      case .bookmarked, .resumed: break
      case .interrupted(let error, _):
        if error.code != .notServed { logger.warning("routes cannot be watched", metadata: ["error": "\(error)"]) }
      }
    }
  }

  func take(_ route: LocalRoute) async {
    let missing = state.withLock { state in
      state.routes.apply(route)
      return route.backendServices.filter { state.table.endpoints(of: $0) == nil }
    }
    guard !route.parents.isEmpty, !route.metadata.isDeleting else { return }
    let status = route.status(missing: missing, controller: Self.controllerName, now: time.wall().wholeSeconds)
    guard status != route.content["status"] else { return }
    do throws(KubeError) {
      _ = try await client.api(LocalRoute.self, namespace: route.metadata.namespace).patch(
        route.key.name, .merge(["status": status]), subresource: "status")
    } catch {
      guard error.code != .notFound else { return }
      logger.warning("a route's status is not written", metadata: ["route": "\(route.key)", "error": "\(error)"])
    }
  }
}
