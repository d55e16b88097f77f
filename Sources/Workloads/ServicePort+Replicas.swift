import KubeCore
public import KubeTypes
public import SlipwayAPI

extension ServicePort {
  /// The one port of a deployment's Services, which leads to the replicas.
  ///
  /// For a GRPCRoute it says that they speak HTTP/2 without TLS (GEP-1911): some gateways send HTTP/1.1 otherwise, which
  /// no gRPC server takes.
  public static func toReplicas(of deployment: ModelDeployment) -> ServicePort {
    let isGRPC = deployment.spec.traffic.router.gatewayAPI?.routeProtocol == .grpc
    return ServicePort(
      name: "http", port: 80, targetPort: "http", appProtocol: isGRPC ? "kubernetes.io/h2c" : nil)
  }
}
