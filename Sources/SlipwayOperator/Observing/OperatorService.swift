public import ServiceLifecycle

/// The operator as a service: it stops in good order when its group does.
public struct OperatorService: Service {
  private let `operator`: Operator

  public init(_ operator: Operator) { self.operator = `operator` }

  public func run() async throws {
    await cancelWhenGracefulShutdown { await self.operator.run() }
  }
}
