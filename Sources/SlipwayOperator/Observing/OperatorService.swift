public import ServiceLifecycle

/// The operator as a service: it stops in good order when its group does, and ends the group when it leads no longer.
public struct OperatorService: Service {
  private let `operator`: Operator

  public init(_ operator: Operator) { self.operator = `operator` }

  public func run() async throws {
    try await cancelWhenGracefulShutdown { try await self.operator.run() }
  }
}
