public import KubeCore

/// The kinds of object that routers write, beside the apex Service, and others that not every cluster has: they are watched
/// once a deployment needs them.
public enum RouteKind: String, Sendable, Hashable, CaseIterable {
  case service = "Service"
  case httpRoute = "HTTPRoute"
  case grpcRoute = "GRPCRoute"
  case inferencePool = "InferencePool"
  case virtualService = "VirtualService"
  case destinationRule = "DestinationRule"
  case traefikService = "TraefikService"
  case ingressRoute = "IngressRoute"
  case httpProxy = "HTTPProxy"
  case meshHTTPRoute = "MeshHTTPRoute"
  case apisixRoute = "ApisixRoute"
  case ingress = "Ingress"
  case scaledObject = "ScaledObject"

  /// The kind as the API serves it.
  public var resourceType: ResourceType {
    switch self {
    case .service: type("", "v1", "services")
    case .httpRoute: type("gateway.networking.k8s.io", "v1", "httproutes")
    case .grpcRoute: type("gateway.networking.k8s.io", "v1", "grpcroutes")
    case .inferencePool: type("inference.networking.k8s.io", "v1", "inferencepools")
    case .virtualService: type("networking.istio.io", "v1", "virtualservices")
    case .destinationRule: type("networking.istio.io", "v1", "destinationrules")
    case .traefikService: type("traefik.io", "v1alpha1", "traefikservices")
    case .ingressRoute: type("traefik.io", "v1alpha1", "ingressroutes")
    case .httpProxy: type("projectcontour.io", "v1", "httpproxies")
    case .meshHTTPRoute: type("kuma.io", "v1alpha1", "meshhttproutes")
    case .apisixRoute: type("apisix.apache.org", "v2", "apisixroutes")
    case .ingress: type("networking.k8s.io", "v1", "ingresses")
    case .scaledObject: type("keda.sh", "v1alpha1", "scaledobjects")
    }
  }

  private func type(_ group: String, _ version: String, _ plural: String) -> ResourceType {
    ResourceType(group: group, version: version, kind: rawValue, plural: plural)
  }
}
