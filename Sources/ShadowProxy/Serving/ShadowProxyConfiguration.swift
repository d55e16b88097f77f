/// What a shadow proxy compares, and what it may cost.
public struct ShadowProxyConfiguration: Sendable {
  /// Where stable and shadow answer, such as `http://fraud-7c9f3a55e1`: without a path.
  public var stable: String
  public var shadow: String
  /// The part of the requests that is compared; the rest goes to the shadow alone. Default 1.
  public var sample = 1.0
  /// How many requests may be under way at once; default 16.
  public var concurrency = 16
  /// How many requests may wait; what comes beyond is skipped. Default 256.
  public var backlog = 256
  /// The largest body of a request or an answer, in bytes; default 1 MiB.
  public var bodyLimit = 1 << 20
  /// How long an answer may take; default 10 s.
  public var timeout: Duration = .seconds(10)
  /// When two answers count as the same.
  public var rules = ComparisonRules()
  /// Where it listens; port 0 takes a free one.
  public var host = "0.0.0.0"
  public var port = 8080

  public init(stable: String, shadow: String) { (self.stable, self.shadow) = (stable, shadow) }
}
