public import KubeCore
public import KubeRuntime

extension Operator {
  /// Looks after ModelDeployments until the calling task is cancelled; reconciles in flight are then finished.
  ///
  /// A replica that does not lead keeps its stores full, and does nothing else.
  ///
  /// - Throws: when the process has led and does no longer: it should end. At once for a configuration that cannot work.
  public func run() async throws(LeadershipError) {
    let end = await withTaskGroup { group in
      group.addTask { await recorder.run() }
      group.addTask { await desk.run { controller.queue.add($0) } }
      let end = await work()
      group.cancelAll()
      return end
    }
    try end.get()
  }

  private func work() async -> Result<Void, LeadershipError> {
    do throws(LeadershipError) {
      switch replicas {
      case .single, .sharding: await controller.run()
      case .electing(let elector): try await controller.run(electedBy: elector)
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }
}

// MARK: Looking

extension Operator {
  /// Whether the operator does its work.
  public var health: ControllerHealth<ObjectKey> { controller.health }

  /// Looks at every ModelDeployment again, for those who measure what that takes.
  package func reconcileAll() { for model in stores.models.list() { controller.queue.add(model.key) } }

  /// What the operator has done.
  public var metrics: ControllerMetrics { controller.metrics }
}
