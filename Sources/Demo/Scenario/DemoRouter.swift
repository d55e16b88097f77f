import KubeCore

/// What divides the traffic in the demo.
public enum DemoRouter: String, Sendable, CaseIterable {
  /// The Service, which spreads requests over replicas.
  case service
  /// An HTTPRoute, which the local proxy follows.
  case gateway

  /// The router's settings in a ModelDeployment.
  var settings: JSONValue { self == .gateway ? ["gatewayAPI": [:]] : ["service": [:]] }
}
