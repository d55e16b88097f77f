import CurlTransport
import Hummingbird
import HummingbirdCore
import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging

extension ServiceProxy {
  /// Serves one Service until it is gone or the proxy is stopped.
  func run(_ listener: ServiceListener, _ curl: CurlClient) async {
    do throws(LocalClusterError) {
      let host = try pool.take()
      defer { pool.giveBack(host) }
      try await serve(listener, host, curl)
    } catch {
      logger.warning("a Service is not served", metadata: ["service": "\(listener.service)", "error": "\(error)"])
      arrival(of: listener.service).settle(.failure(error))
    }
    // Who asks from now on waits for a Service of that name to come again.
    _ = addresses.withLock { $0.removeValue(forKey: listener.service) }
  }

  private func serve(_ listener: ServiceListener, _ host: String, _ curl: CurlClient) async throws(LocalClusterError) {
    let forwarder = RequestForwarder(service: listener.service, client: curl, state: state, mirrors: mirrors)
    let gate = ServerGate()
    let server = HTTPListener(
      host: host, gate: gate,
      builder: HTTPServerBuilder { handler in ClosingChannel(base: HTTP1Channel(responder: handler), gate: gate) },
      logger: logger,
      handler: { request, _ in try await forwarder.respond(to: request) })
    let port = Arrival<Int>()
    let outcome = await withTaskGroup(of: Result<Void, LocalClusterError>?.self) { group in
      group.addTask {
        do throws(LocalClusterError) {
          return .success(try await server.run { port.settle(.success($0)) })
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        _ = try? await listener.isOver.value()
        return nil
      }
      group.addTask {
        guard let port = try? await port.value() else { return nil }
        await self.publish("\(host):\(port)", listener)
        return nil
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    try outcome?.get()
  }

  /// Writes where the Service is served, again whenever somebody has changed it, until the calling task is cancelled.
  private func publish(_ address: String, _ listener: ServiceListener) async {
    let services = client.api(KubeTypes.Service.self, namespace: listener.service.namespace)
    let patch = Patch.merge(["metadata": ["annotations": [Self.addressAnnotation: .string(address)]]])
    arrival(of: listener.service).settle(.success(address))
    while !Task.isCancelled {
      await listener.annotations.wait()
      guard let known = listener.annotations.takeAll().last, known != address, !Task.isCancelled else { continue }
      do throws(KubeError) {
        _ = try await services.patch(listener.service.name, patch)
      } catch {
        guard error.code != .notFound, !Task.isCancelled else { continue }
        logger.warning(
          "a Service's address is not published", metadata: ["service": "\(listener.service)", "error": "\(error)"])
        try? await time.sleep(for: .seconds(1))
        listener.annotations.replace(known) { _ in false }
      }
    }
  }
}
