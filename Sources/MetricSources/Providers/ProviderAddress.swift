/// Where a metrics server is, and how to speak to it.
public struct ProviderAddress: Sendable, Hashable {
  /// The base URL, `http` or `https`, with or without a path.
  public var url: String
  /// Fields that go with each request, such as a token or a tenant.
  public var headers: [String: String]
  /// How long one question may take.
  public var timeout: Duration

  /// Makes an address.
  public init(url: String, headers: [String: String] = [:], timeout: Duration = .seconds(10)) {
    self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    (self.headers, self.timeout) = (headers, timeout)
  }
}
