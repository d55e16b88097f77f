import KubeClient
import KubeCore
import KubeRuntime
import Logging
import SlipwayAPI
import Synchronization
import TrafficRouters
import Workloads

/// The objects of one of the routers' kinds, and the watch that keeps them.
final class RouteShelf<Tag: RouteTag>: AnyRouteShelf {
  private let store: Store<RouteDocument<Tag>>
  private let writer: StoreWriter<RouteDocument<Tag>>
  private let watcher: Watcher<RouteDocument<Tag>>
  private let echoes: EchoLedger<ObjectKey>
  private let logger: Logger
  private let trouble = Mutex<KubeError?>(nil)

  init(
    _ client: KubeClient, namespace: String?, echoes: EchoLedger<ObjectKey>, time: TimeSource, random: RandomSource,
    logger: Logger
  ) {
    // Routes of the users' own carry no label of ours, and can be attached to: all are watched.
    (store, writer) = Store.make(indexes: [.label(SlipwayLabels.deployment)])
    watcher = Watcher(client.api(RouteDocument<Tag>.self, namespace: namespace), time: time, random: random)
    (self.echoes, self.logger) = (echoes, logger)
  }

  var isSynced: Bool { store.isSynced }

  /// Why nothing is known of the kind, when that is not about to pass by itself.
  var problem: RouterProblem? {
    guard !store.isSynced, let error = trouble.withLock({ $0 }) else { return nil }
    let name = Tag.kind.resourceType.qualifiedName
    switch error.code {
    case .notServed, .notFound:
      return RouterProblem(.kindMissing, "The API server does not serve \(name): what defines it is not installed.")
    case .forbidden, .unauthorized:
      return RouterProblem(.forbidden, "The operator may not watch \(name): \(error.message)")
    default: return nil
    }
  }

  func run(_ changed: @escaping @Sendable (RouteChange) -> Void) async {
    for await event in watcher {
      if case .interrupted(let error, let delay) = event {
        trouble.withLock { $0 = error }
        logger.info(
          "Routes cannot be watched",
          metadata: ["kind": "\(Tag.kind.rawValue)", "error": "\(error)", "delay": "\(delay)"])
        if problem != nil { changed(.all) }
      } else {
        trouble.withLock { $0 = nil }
      }
      let changes = writer.apply(event)
      if case .synced = event { changed(.all) }
      for change in changes where !change.isInitial { changed(.object(change.object.object, change.object.key)) }
    }
  }

  func objects(of deployment: ObjectKey) -> [RouteObject] {
    store.list(by: .label(SlipwayLabels.deployment), deployment.name)
      .filter { $0.metadata.namespace == deployment.namespace }.map(\.object)
  }

  func object(_ key: ObjectKey) -> RouteObject? { store.get(key)?.object }

  func objects(annotated annotation: String, in namespace: String?) -> [RouteObject] {
    guard let namespace else { return [] }
    return store.list(namespace: namespace).filter { $0.metadata.annotations?[annotation] != nil }.map(\.object)
  }

  func wrote(_ content: JSONValue, for deployment: ObjectKey) {
    guard let document = try? JSONCoding.decode(RouteDocument<Tag>.self, from: content) else { return }
    echoes.wrote(document, to: store, for: deployment)
  }

  func deleted(_ content: JSONValue, for deployment: ObjectKey) {
    guard let document = try? JSONCoding.decode(RouteDocument<Tag>.self, from: content) else { return }
    echoes.deleted(document, from: store, for: deployment)
  }
}

/// What has changed on a shelf.
enum RouteChange: Sendable {
  /// Everything, such as after the first list.
  case all
  case object(RouteObject, ObjectKey)
}

/// A ``RouteShelf`` of some kind.
protocol AnyRouteShelf: Sendable {
  var isSynced: Bool { get }
  var problem: RouterProblem? { get }
  func run(_ changed: @escaping @Sendable (RouteChange) -> Void) async
  /// The objects that carry the label of a deployment.
  func objects(of deployment: ObjectKey) -> [RouteObject]
  func object(_ key: ObjectKey) -> RouteObject?
  /// The objects of a namespace that have an annotation, whatever its value.
  func objects(annotated annotation: String, in namespace: String?) -> [RouteObject]
  /// Takes note of an object as the API server returned it after a write.
  func wrote(_ content: JSONValue, for deployment: ObjectKey)
  func deleted(_ content: JSONValue, for deployment: ObjectKey)
}
