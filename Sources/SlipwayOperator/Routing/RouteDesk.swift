import KubeClient
import KubeCore
import KubeRuntime
import Logging
import SlipwayAPI
import Synchronization
import TrafficRouters
import Workloads

/// Knows the routes of all deployments: a kind is watched from the moment that some deployment's router needs it.
///
/// A kind that the API server does not know, or that the operator may not see, is a problem of the deployments that need
/// it and of no other; its watch goes on trying.
final class RouteDesk: Sendable {
  private struct State {
    var shelves: [RouteKind: any AnyRouteShelf] = [:]
    /// The deployments that need a kind.
    var users: [RouteKind: Set<ObjectKey>] = [:]
    /// The deployments that are attached to a route of the user's.
    var attached: [RouteObject.ID: [String: Set<ObjectKey>]] = [:]
    /// What the API server would not take when it was written last, by deployment.
    var rejections: [ObjectKey: RouterProblem] = [:]
  }

  private let client: KubeClient
  private let namespace: String?
  private let echoes: EchoLedger<ObjectKey>
  private let time: TimeSource
  private let random: RandomSource
  private let logger: Logger
  private let state = Mutex(State())
  private let starts: AsyncStream<RouteKind>
  private let start: AsyncStream<RouteKind>.Continuation

  init(
    _ client: KubeClient, namespace: String?, echoes: EchoLedger<ObjectKey>, time: TimeSource, random: RandomSource,
    logger: Logger
  ) {
    (self.client, self.namespace, self.echoes) = (client, namespace, echoes)
    (self.time, self.random, self.logger) = (time, random, logger)
    // Each kind is started once: that many elements and no more.
    (starts, start) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(RouteKind.allCases.count))
  }

  /// Keeps the watches until the calling task is cancelled.
  ///
  /// - Parameter changed: is told the deployments that a change concerns.
  func run(_ changed: @escaping @Sendable (ObjectKey) -> Void) async {
    await withDiscardingTaskGroup { group in
      for await kind in starts {
        guard let shelf = state.withLock({ $0.shelves[kind] }) else { continue }
        group.addTask {
          await shelf.run { change in for key in self.concerned(by: change, kind) { changed(key) } }
        }
      }
    }
  }

  private func concerned(by change: RouteChange, _ kind: RouteKind) -> [ObjectKey] {
    state.withLock { state in
      let users = state.users[kind] ?? []
      guard case .object(let object, let key) = change else { return users.sorted() }
      let attached = state.attached[object.id]?[key.namespace ?? ""] ?? []
      return users.filter { attached.contains($0) || $0.namespace == key.namespace && $0.name == object.deployment }
        .sorted()
    }
  }

  /// Notes that a deployment needs some kinds, and which route of the user's it is attached to.
  func use(_ kinds: [RouteKind], attachedTo route: RouteObject.ID?, by key: ObjectKey) {
    let begun = state.withLock { state in
      if let route { state.attached[route, default: [:]][key.namespace ?? "", default: []].insert(key) }
      return kinds.filter { kind in
        state.users[kind, default: []].insert(key)
        guard state.shelves[kind] == nil, let shelf = shelf(kind) else { return false }
        state.shelves[kind] = shelf
        return true
      }
    }
    for kind in begun { start.yield(kind) }
  }

  /// Notes how the last write for a deployment has ended: with a rejection, or well.
  func note(_ rejection: RouterProblem?, of key: ObjectKey) { state.withLock { $0.rejections[key] = rejection } }

  func rejection(of key: ObjectKey) -> RouterProblem? { state.withLock { $0.rejections[key] } }

  /// Forgets a deployment that is gone.
  func forget(_ key: ObjectKey) {
    state.withLock { state in
      state.rejections[key] = nil
      for kind in Array(state.users.keys) { state.users[kind]?.remove(key) }
      for route in Array(state.attached.keys) { state.attached[route]?[key.namespace ?? ""]?.remove(key) }
    }
  }

  private func shelf(_ kind: RouteKind) -> (any AnyRouteShelf)? {
    func make<Tag: RouteTag>(_ tag: Tag.Type) -> any AnyRouteShelf {
      RouteShelf<Tag>(client, namespace: namespace, echoes: echoes, time: time, random: random, logger: logger)
    }
    return RouteTags.tag(of: kind).map { make($0) }
  }

  func shelf(of kind: RouteKind) -> (any AnyRouteShelf)? { state.withLock { $0.shelves[kind] } }
}

extension RouteObject {
  /// The deployment that the object carries the label of.
  fileprivate var deployment: String? { content[["metadata", "labels", SlipwayLabels.deployment]]?.string }
}
