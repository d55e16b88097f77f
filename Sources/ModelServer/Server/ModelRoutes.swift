import FoundationEssentials
import Hummingbird
import NIOCore
import Observability

/// The Open Inference Protocol over HTTP, with two routes of our own: feedback and metrics.
struct ModelRoutes: Sendable {
  /// Says which revision answered, for the feedback on the answer.
  static let revisionHeader = "x-slipway-revision"

  let service: ModelService

  func makeRouter() -> Router<ModelRequestContext> {
    let router = Router(context: ModelRequestContext.self)
    router.addMiddleware {
      ConnectionCloseMiddleware(service: service)
      ErrorBodyMiddleware()
    }
    router.get("metrics") { [service] _, _ in
      Response(text: service.registry.exposition(), contentType: MetricsRegistry.contentType)
    }
    addServerRoutes(to: router.group("v2"))
    addModelRoutes(to: router.group("v2/models/:model"))
    return router
  }

  private func addServerRoutes(to group: RouterGroup<ModelRequestContext>) {
    group.get { [service] _, _ in try Response(json: service.serverMetadata) }
    group.get("health/live") { [service] _, _ in Response(service.health.summary(of: .liveness)) }
    group.get("health/ready") { [service] _, _ in Response(service.health.summary(of: .readiness)) }
  }

  private func addModelRoutes(to group: RouterGroup<ModelRequestContext>) {
    group.get { [service] _, context in
      try checkName(context)
      return try Response(json: service.modelMetadata())
    }
    group.get("ready") { [service] _, context in
      try checkName(context)
      return Response(service.health.summary(of: .readiness))
    }
    group.post("infer") { request, context in
      try checkName(context)
      return try await infer(request)
    }
    group.post("feedback") { [service] request, context in
      try checkName(context)
      let accepted = try service.recordFeedback(try await body(of: request))
      return try Response(json: ["accepted": accepted])
    }
  }

  /// Answers an infer call and records it, whatever comes of it but the caller's going away.
  private func infer(_ request: Request) async throws -> Response {
    let start = ContinuousClock.now
    var response: Response
    do {
      response = try Response(json: try await service.infer(try await body(of: request)))
    } catch let problem as RequestProblem {
      response = Response(problem)
    }
    response.headers[.init(Self.revisionHeader)!] = service.configuration.revision
    service.metrics.recordRequest(code: response.status.code, duration: ContinuousClock.now - start)
    return response
  }

  private func body(of request: Request) async throws -> Data {
    do {
      let buffer = try await request.body.collect(upTo: service.configuration.maximumBodySize)
      return Data(buffer.readableBytesView)
    } catch is NIOTooManyBytesError {
      throw RequestProblem(
        status: .contentTooLarge, message: "the body is larger than \(service.configuration.maximumBodySize) bytes")
    }
  }

  private func checkName(_ context: ModelRequestContext) throws {
    let name = context.parameters.get("model") ?? ""
    guard name == service.configuration.modelName else {
      throw RequestProblem(status: .notFound, message: "the model \(name) is not served here")
    }
  }
}
