/// A server that metrics are read from: where it is, and how it is spoken to.
///
/// It stands among the members of each kind of source that has one.
public struct MetricServer: Sendable, Hashable {
  public var address: String = ""
  public var headers: [String: String] = [:]
  public var authentication: ServerAuthentication?
  public var tls: ServerTLS?

  public init() {}

  /// The members, at their places in an object that holds a server.
  static func fields<Root: FieldObject>(
    _ address: any WritableKeyPath<Root, String> & Sendable,
    _ headers: any WritableKeyPath<Root, [String: String]> & Sendable,
    _ authentication: any WritableKeyPath<Root, ServerAuthentication?> & Sendable,
    _ tls: any WritableKeyPath<Root, ServerTLS?> & Sendable
  ) -> [Field<Root>] {
    [
      Field(
        "address", address,
        """
        Its URL, `http` or `https`, such as `http://prometheus.monitoring.svc:9090`. Redirects are not followed, and \
        addresses of the node itself are refused unless the operator allows them.
        """,
        required: true
      ) { ($0.minLength, $0.maxLength, $0.rules) = (8, 512, [.address]) },
      Field(
        "headers", headers,
        "Fields that go with each request and are no secret, such as a tenant in `X-Scope-OrgID`."
      ) { $0 = .map(of: .string(maxLength: 256), maxCount: 8) },
      Field(
        "authentication", authentication,
        "How the operator proves who it is. Not at all when absent."),
      Field(
        "tls", tls,
        "Which certificates count, and which is shown. Those that the operator's system trusts, and none, when absent."),
    ]
  }
}
