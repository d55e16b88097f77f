import KubeCore
import TrafficRouters

/// An object of a router's kind, kept as a tree; its type names the kind.
struct RouteDocument<Tag: RouteTag>: KubeResource {
  static var resourceType: ResourceType { Tag.kind.resourceType }

  var metadata: ObjectMeta
  let content: JSONValue

  init(from decoder: any Decoder) throws {
    var content = try JSONValue(from: decoder)
    metadata = try JSONCoding.decode(ObjectMeta.self, from: content["metadata"] ?? [:])
    content[["metadata", "managedFields"]] = nil
    // Items of a list say neither.
    content["apiVersion"] = .string(Tag.kind.resourceType.apiVersion)
    content["kind"] = .string(Tag.kind.rawValue)
    self.content = content
  }

  func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }

  var object: RouteObject { RouteObject(Tag.kind, content) }
}

/// Names a kind where a type is needed.
protocol RouteTag: Sendable { static var kind: RouteKind { get } }

/// The tags, one for each kind that is watched on demand.
enum RouteTags {
  enum HTTPRoute: RouteTag { static let kind = RouteKind.httpRoute }
  enum GRPCRoute: RouteTag { static let kind = RouteKind.grpcRoute }
  enum InferencePool: RouteTag { static let kind = RouteKind.inferencePool }
  enum VirtualService: RouteTag { static let kind = RouteKind.virtualService }
  enum DestinationRule: RouteTag { static let kind = RouteKind.destinationRule }
  enum TraefikService: RouteTag { static let kind = RouteKind.traefikService }
  enum IngressRoute: RouteTag { static let kind = RouteKind.ingressRoute }
  enum HTTPProxy: RouteTag { static let kind = RouteKind.httpProxy }
  enum MeshHTTPRoute: RouteTag { static let kind = RouteKind.meshHTTPRoute }
  enum ApisixRoute: RouteTag { static let kind = RouteKind.apisixRoute }
  enum Ingress: RouteTag { static let kind = RouteKind.ingress }
  enum ScaledObject: RouteTag { static let kind = RouteKind.scaledObject }

  /// The tag of a kind; Services need none, since they are watched always.
  static func tag(of kind: RouteKind) -> (any RouteTag.Type)? {
    switch kind {
    case .service: nil
    case .httpRoute: HTTPRoute.self
    case .grpcRoute: GRPCRoute.self
    case .inferencePool: InferencePool.self
    case .virtualService: VirtualService.self
    case .destinationRule: DestinationRule.self
    case .traefikService: TraefikService.self
    case .ingressRoute: IngressRoute.self
    case .httpProxy: HTTPProxy.self
    case .meshHTTPRoute: MeshHTTPRoute.self
    case .apisixRoute: ApisixRoute.self
    case .ingress: Ingress.self
    case .scaledObject: ScaledObject.self
    }
  }
}
