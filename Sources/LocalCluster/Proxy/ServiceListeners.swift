import KubeCore
import KubeTypes

/// The listeners that run, by Service.
final class ServiceListeners: Sendable {
  private let running = Shared<[ObjectKey: ServiceListener]>([:])

  /// Notes a Service as it is now.
  ///
  /// - Returns: a listener to run, when there is none yet.
  func begin(_ service: KubeTypes.Service) -> ServiceListener? {
    let annotation = service.metadata.annotations?[ServiceProxy.addressAnnotation]
    let (listener, isNew) = running.withLock { running in
      if let known = running[service.key] { return (known, false) }
      let listener = ServiceListener(service.key)
      running[service.key] = listener
      return (listener, true)
    }
    listener.annotations.replace(annotation) { _ in true }
    return isNew ? listener : nil
  }

  /// Ends the listener of a Service.
  func stop(_ service: ObjectKey) {
    running.withLock { $0.removeValue(forKey: service) }?.isOver.settle(.success(()))
  }
}

/// What the outside tells the listener of one Service.
struct ServiceListener: Sendable {
  let service: ObjectKey
  /// Settled when the Service is gone.
  let isOver = Arrival<Void>()
  /// The address annotation as the Service last had it.
  let annotations = Mailbox<String?>()

  init(_ service: ObjectKey) { self.service = service }
}
