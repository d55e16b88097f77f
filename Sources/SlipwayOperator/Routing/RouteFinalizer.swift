import KubeCore
import KubeRuntime
import SlipwayAPI
import TrafficRouters

/// Keeps a ModelDeployment that has written into a route of the user's until all there is as it was.
enum RouteFinalizer {
  static let name = "slipway.dev/attached-route"

  /// Whether a deployment is to go and must put back first what it found.
  static func isHeld(_ stored: StoredModelDeployment) -> Bool {
    FinalizerStep(name, of: stored.metadata) == .cleanUp
  }
}

extension ModelDeploymentReconciler {
  private var finalizer: Finalizer<StoredModelDeployment> { Finalizer(RouteFinalizer.name, client: applier.client) }

  /// Holds a deployment that is attached to a route, and lets go of one that is not any more.
  ///
  /// - Returns: whether the deployment has been changed by that: it is looked at again then.
  func attach(_ stored: StoredModelDeployment, _ routes: RouteView) async throws(OperatorError) -> Bool {
    let isHeld = FinalizerStep(RouteFinalizer.name, of: stored.metadata) == .proceed
    let isNeeded = routes.router.attachment != nil || (isHeld && !routes.restorations().isEmpty)
    guard isHeld != isNeeded else { return false }
    do {
      if isNeeded { _ = try await finalizer.add(to: stored) } else { try await finalizer.remove(from: stored) }
    } catch {
      throw OperatorError(error)
    }
    return true
  }

  /// Puts back what was found in routes of the user's, and lets the deployment go.
  func leave(_ stored: StoredModelDeployment) async -> ReconcileOutcome {
    // The spec may be invalid by now; what is to be put back stands in the routes themselves.
    let model = ModelDeployment(metadata: stored.metadata, spec: ModelDeploymentSpec())
    let routes = applier.desk.lookBack(at: model)
    guard routes.isKnown else { return .settled }
    do throws(OperatorError) {
      for step in routes.restorationSteps() {
        guard case .write(let write, let seen) = step else { continue }
        try await applier.carryOut(write, over: seen, for: model)
      }
    } catch {
      return .failed(error.cause ?? error)
    }
    do {
      try await finalizer.remove(from: stored)
    } catch {
      return .failed(error)
    }
    return .settled
  }
}
