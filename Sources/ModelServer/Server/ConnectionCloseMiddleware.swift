import Hummingbird
import NIOCore

/// Asks clients to leave while the server drains: their next request then takes a new connection, elsewhere.
struct ConnectionCloseMiddleware: RouterMiddleware {
  let service: ModelService

  func handle(
    _ request: Request, context: ModelRequestContext,
    next: @concurrent (Request, ModelRequestContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    guard service.isDraining else { return response }
    response.headers[.connection] = "close"
    // Who says so must also do so. This is the event that a server sends its connections at its end: with a request
    // in progress, the connection is closed as soon as the response is written.
    context.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    return response
  }
}
