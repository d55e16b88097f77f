import KubeCore
import KubeTypes

/// A page that is to be served, as users apply it.
struct Website: KubeResource {
  static let resourceType = ResourceType(
    group: "example.dev", version: "v1", kind: "Website", plural: "websites")

  struct Spec: Sendable, Hashable, Codable {
    /// The page itself.
    var html: String
    /// How many pods serve it; default 1.
    var replicas: Int?
  }

  struct Status: Sendable, Hashable, Codable {
    /// How many pods are ready to serve it.
    var readyReplicas: Int
    var message: String?
  }

  var metadata: ObjectMeta
  var spec: Spec
  var status: Status?
}
