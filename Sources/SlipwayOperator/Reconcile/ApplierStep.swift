import KubeTypes
import TrafficRouters

/// One write that a plan calls for.
enum ApplierStep: Sendable {
  /// A revision's own Service or Deployment is to be made.
  case makeService(Service)
  case makeDeployment(Deployment)
  case scale(Deployment, to: Int)
  /// The Service that clients talk to is to be made, or is to select others.
  case route(Service, over: Service?)
  /// What the router asks for, over the object as it was seen.
  case write(RouteWrite, over: RouteObject?)
  case deleteDeployment(Deployment)
  case deleteService(Service)
}
