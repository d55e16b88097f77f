/// Traffic divided by a VirtualService of Istio.
///
/// The fields are described in `fields`, from which the definition is made.
public struct IstioRouter: Sendable, Hashable {
  public var gateways: [String] = ["mesh"]
  public var hosts: [String] = []
  public var attach: RouteAttachment?

  public init() {}
}

extension IstioRouter: FieldObject {
  static let rules = [
    Schema.Rule(
      "!has(self.attach) || !has(self.hosts) || size(self.hosts) == 0",
      "must not stand beside hosts: the route has its own already", at: "attach")
  ]

  static let fields: [Field<IstioRouter>] = [
    Field(
      "gateways", \.gateways,
      "The gateways at which the VirtualService holds, as `name` or `namespace/name`; `mesh` for all sidecars."
    ) { $0 = .array(of: RouteFields.name, maxCount: 16) },
    Field(
      "hosts", \.hosts,
      "The hosts of the requests, beside the deployment's Service."
    ) { $0 = .array(of: RouteFields.hostname, maxCount: 16) },
    Field(
      "attach", \.attach,
      """
      Writes weights into a VirtualService that exists, instead of making one: wherever an HTTP route's \
      only destination is the deployment's Service. What was found there is put back at the end.
      """),
  ]
}
