import KubeCore
import SlipwayAPI
import Testing

@testable import TrafficRouters

/// Routers with settings as users have them, and a deployment that they serve.
struct RouterExample: Sendable, CustomTestStringConvertible {
  var title: String
  var choice: RouterChoice

  var testDescription: String { title }

  static let all = [
    make("gatewayAPI") {
      var router = GatewayRouter()
      router.gateway = GatewayReference(name: "public", namespace: "infra")
      router.hostnames = ["fraud.example.com"]
      $0.gatewayAPI = router
    },
    make("mesh") { $0.gatewayAPI = GatewayRouter() },
    make("grpc") {
      var router = GatewayRouter()
      (router.gateway, router.routeProtocol) = (GatewayReference(name: "public"), .grpc)
      $0.gatewayAPI = router
    },
    make("inferencePool") {
      var router = GatewayRouter()
      router.gateway = GatewayReference(name: "public")
      router.inferencePool = InferencePoolSettings(picker: "fraud-epp")
      $0.gatewayAPI = router
    },
    make("istio") { $0.istio = IstioRouter() },
    make("linkerd") { $0.linkerd = LinkerdRouter() },
    make("traefik") {
      var router = TraefikRouter()
      (router.match, router.entryPoints) = ("Host(`fraud.example.com`)", ["web"])
      $0.traefik = router
    },
    make("contour") {
      var router = ContourRouter()
      router.fqdn = "fraud.example.com"
      $0.contour = router
    },
    make("kuma") { $0.kuma = KumaRouter() },
    make("apisix") {
      var router = APISIXRouter()
      router.hosts = ["fraud.example.com"]
      $0.apisix = router
    },
    make("alb") {
      var router = ALBRouter()
      router.hostname = "fraud.example.com"
      $0.alb = router
    },
    make("skipper") {
      var router = SkipperRouter()
      router.hostname = "fraud.example.com"
      $0.skipper = router
    },
    make("nginx") {
      var router = NginxRouter()
      router.hostname = "fraud.example.com"
      $0.nginx = router
    },
  ]

  private static func make(_ title: String, _ set: (inout RouterSettings) -> Void) -> RouterExample {
    var settings = RouterSettings()
    set(&settings)
    return RouterExample(title: title, choice: settings.choice)
  }

  /// A deployment of the name `fraud` in the namespace `ml`, stored under a uid.
  static let deployment = {
    var metadata = ObjectMeta(name: "fraud", namespace: "ml")
    metadata.uid = "6d1f7a52-0000-4000-8000-000000000001"
    var spec = ModelDeploymentSpec()
    (spec.model.uri, spec.runtime.image) = ("s3://models/fraud/12", "registry.example/fraud:12")
    return ModelDeployment(metadata: metadata, spec: spec)
  }()
}

extension TrafficPlan {
  /// A plan of revisions and their basis points, the first of which is stable.
  init(_ shares: KeyValuePairs<String, Int>) {
    let stable = shares.first?.key
    self.init(
      shares: shares.map {
        Share(revision: $0.key, track: $0.key == stable ? .stable : .candidate, weight: BasisPoints(rawValue: $0.value))
      })
  }
}
