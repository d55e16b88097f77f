/// What divides the traffic between revisions.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RouterSettings: Sendable, Hashable {
  public var service: ServiceRouter = ServiceRouter()

  public init() {}
}

extension RouterSettings: FieldObject {
  static let fields: [Field<RouterSettings>] = [
    Field(
      "service", \.service,
      """
      The Kubernetes Service of the deployment is the router: it spreads requests evenly over ready \
      replicas, so that a share is a ratio of replicas.
      """)
  ]
}
