import Hummingbird

/// Gives errors of the routes and of the router itself the body that the protocol asks for.
struct ErrorBodyMiddleware: RouterMiddleware {
  func handle(
    _ request: Request, context: ModelRequestContext,
    next: @concurrent (Request, ModelRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as RequestProblem {
      return Response(problem)
    } catch let error as HTTPError {
      return Response(RequestProblem(status: error.status, message: error.body ?? error.status.reasonPhrase))
    }
  }
}
