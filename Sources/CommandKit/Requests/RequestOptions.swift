/// How a verb is asked for.
public struct RequestOptions: Sendable, Hashable {
  public var dryRun = DryRun.none
  /// How the request that was made is printed; a line that says what was done for formats that are for people.
  public var format = OutputFormat.table
  /// Why, for the audit trail and the history.
  public var reason: String?
  /// How long the operator's answer is waited for; `nil` not at all. Default 10 s.
  public var patience: Duration? = .seconds(10)

  public init() {}
}
