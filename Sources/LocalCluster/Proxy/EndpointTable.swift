import KubeCore
import KubeTypes

/// The Services and pods of a cluster, and from them the endpoints of each Service, as the endpoint controller finds
/// them: the pods that the selector picks, that are ready and not being deleted, at the port that the Service names.
///
/// EndpointSlices are of no use here: an API server refuses loopback addresses in them.
struct EndpointTable: Sendable {
  private struct Backend: Sendable {
    var labels: [String: String]
    var containers: [Container]
    var address: String
  }

  private var services: [ObjectKey: KubeTypes.Service] = [:]
  /// Only pods that may receive requests.
  private var backends: [ObjectKey: Backend] = [:]
  private var endpoints: [ObjectKey: [Endpoint]] = [:]
  private var listedServices: Set<ObjectKey>?
  private var listedPods: Set<ObjectKey>?

  /// The endpoints of a Service, in order; empty when there are none, `nil` when there is no such Service.
  func endpoints(of service: ObjectKey) -> [Endpoint]? { endpoints[service] }

  var serviceKeys: [ObjectKey] { Array(services.keys) }

  mutating func apply(_ service: KubeTypes.Service) {
    listedServices?.insert(service.key)
    services[service.key] = service
    refresh(service.key)
  }

  mutating func remove(service key: ObjectKey) {
    services[key] = nil
    endpoints[key] = nil
  }

  mutating func apply(_ pod: Pod) {
    listedPods?.insert(pod.key)
    let before = backends[pod.key]
    if pod.isReady, let address = pod.status?.podIP {
      backends[pod.key] = Backend(
        labels: pod.metadata.labels ?? [:], containers: pod.spec?.containers ?? [], address: address)
    } else {
      backends[pod.key] = nil
    }
    refreshServices(of: pod.key.namespace, touching: [before?.labels, backends[pod.key]?.labels])
  }

  mutating func remove(pod key: ObjectKey) {
    guard let backend = backends.removeValue(forKey: key) else { return }
    refreshServices(of: key.namespace, touching: [backend.labels])
  }

  mutating func beginServiceList() { listedServices = [] }
  mutating func beginPodList() { listedPods = [] }

  /// What the list has not shown is gone.
  ///
  /// - Returns: the Services that are gone.
  mutating func endServiceList() -> [ObjectKey] {
    guard let listed = listedServices else { return [] }
    listedServices = nil
    let gone = services.keys.filter { !listed.contains($0) }
    for key in gone { remove(service: key) }
    return gone
  }

  /// What the list has not shown is gone.
  mutating func endPodList() {
    guard let listed = listedPods else { return }
    listedPods = nil
    for key in Array(backends.keys) where !listed.contains(key) { remove(pod: key) }
  }

  private mutating func refreshServices(of namespace: String?, touching labels: [[String: String]?]) {
    for (key, service) in services where key.namespace == namespace {
      guard labels.contains(where: { $0.map { service.selects($0) } ?? false }) else { continue }
      refresh(key)
    }
  }

  private mutating func refresh(_ key: ObjectKey) {
    guard let service = services[key], let port = service.proxiedPort else {
      endpoints[key] = services[key] == nil ? nil : []
      return
    }
    let chosen = backends.filter { $0.key.namespace == key.namespace && service.selects($0.value.labels) }
    endpoints[key] = chosen.compactMap { podKey, backend in
      port.number(in: backend.containers).map { Endpoint(pod: podKey.name, host: backend.address, port: $0) }
    }.sorted()
  }
}
