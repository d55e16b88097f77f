/// How long each kind of call may take, from sending to the last byte of the answer, for each try.
public struct CallDeadlines: Sendable, Hashable {
  /// Reading one object, or asking about the server; default 30 s.
  public var get: Duration = .seconds(30)
  /// Reading one page of a list; default 60 s.
  public var page: Duration = .seconds(60)
  /// Any write; default 10 s.
  public var write: Duration = .seconds(10)

  public init() {}
}
