import CurlTransport
public import KubeClient
public import KubeCore
public import KubeRuntime
import KubeTypes
public import Logging
public import ServiceLifecycle

/// Stands before the cluster's Services: an HTTP/1.1 reverse proxy for each, on a loopback address of its own.
///
/// An ordinary client of the API: it follows Services and pods, and spreads the requests to a Service evenly over its
/// ready pods, each request anew. A pod that is being deleted, or not ready, gets no more requests from the moment the
/// proxy hears of it; what it has been given it may finish. A request goes to another pod only when no connection to
/// the first could be made, since only then it is certain that nothing was done.
///
/// An HTTPRoute whose parent is a Service divides the requests to it as the Gateway API has it for meshes: matches by path,
/// method, header and query, weights, mirrors and fields of answers. Its status says that it is followed.
///
/// Where a Service is served stands in its annotation `local.slipway.dev/address` (`host:port`). Of a Service with
/// several ports the one named `http` is served, or else the first. Headless Services and those without a selector are
/// left alone.
public final class ServiceProxy: ServiceLifecycle.Service {
  /// The annotation that says where a Service is served.
  public static let addressAnnotation = "local.slipway.dev/address"

  let client: KubeClient
  let pool: LoopbackPool
  let time: TimeSource
  let logger: Logger
  let state: Shared<ProxyState>
  let mirrors: MirrorDesk
  let addresses = Shared<[ObjectKey: Arrival<String>]>([:])

  /// - Parameters:
  ///   - addresses: where Services get their addresses from; pods may have theirs from the same.
  ///   - random: what picks the endpoints; default the system's generator.
  ///   - time: default the machine's clocks.
  public init(
    client: KubeClient, addresses: LoopbackPool, random: RandomSource = .system, time: TimeSource = .live,
    logger: Logger
  ) {
    self.client = client
    pool = addresses
    self.time = time
    self.logger = logger
    state = Shared(ProxyState(random: random))
    mirrors = MirrorDesk(state: state)
  }

  /// Waits until a Service is served, and gives its `host:port`. The Service need not exist yet.
  ///
  /// - Throws: `.stopped` when the calling task is cancelled first, `.listenerFailed` when it cannot be served.
  public func address(of service: ObjectKey) async throws(LocalClusterError) -> String {
    try await arrival(of: service).value()
  }

  /// The ready endpoints of a Service at this moment; empty when it is not known.
  public func endpoints(of service: ObjectKey) -> [Endpoint] {
    state.withLock { $0.table.endpoints(of: service) ?? [] }
  }

  /// What has been counted so far, by Service.
  public var counts: [ObjectKey: ProxyCounts] { state.withLock { $0.counts } }

  /// Serves until the calling task is cancelled, which drops what is in flight, or shut down gracefully, which lets
  /// requests finish for up to two seconds. To be called once.
  public func run() async throws {
    var configuration = CurlConfiguration()
    configuration.httpVersion = .http1Only
    configuration.proxy = .none
    configuration.connectTimeout = .seconds(2)
    let curl = CurlClient(configuration: configuration)
    await withDiscardingTaskGroup { group in
      group.addTask { await cancelWhenGracefulShutdown { await self.followPods() } }
      group.addTask { await cancelWhenGracefulShutdown { await self.followRoutes() } }
      group.addTask { await cancelWhenGracefulShutdown { await self.mirrors.run(curl) } }
      group.addTask { await self.followServices(curl) }
    }
    await curl.shutdown()
  }

  func arrival(of service: ObjectKey) -> Arrival<String> {
    addresses.withLock { addresses in
      if let known = addresses[service] { return known }
      let arrival = Arrival<String>()
      addresses[service] = arrival
      return arrival
    }
  }
}
