public import KubeCore

/// What a ``Watcher`` watches, and how patient it is.
public struct WatcherConfiguration: Sendable, Hashable {
  /// Restricts the objects by their labels; default all.
  public var labelSelector: LabelSelector?
  /// Restricts the objects by fields, such as `metadata.name=fraud`; default all.
  public var fieldSelector: String?
  /// Whether to ask for the objects that there are as the beginning of the watch (WatchList, KEP-3157), which costs the
  /// server far less memory than a list; default true. A server that cannot do it is asked for a list instead.
  public var streamsLists = true
  /// Objects a page of a list; default 500, as in client-go.
  public var pageSize = 500
  /// After how long the server is asked to end a watch in good order, drawn anew for each watch so that many clients
  /// do not come back at once; default 240 s to 300 s.
  public var watchDuration: ClosedRange<Duration> = .seconds(240) ... .seconds(300)
  /// The delays after failures; default 0.8 s to 30 s.
  public var backoff = Backoff.watch
  /// How long all must be well before the delays start from the beginning again; default 120 s.
  public var healthyAfter: Duration = .seconds(120)
  /// A watch that ends sooner than this without any news counts as a failure; default 1 s.
  public var shortestWatch: Duration = .seconds(1)
  /// How many watches in a row may fail at one version because of what the server sends, before the watcher lists
  /// again; default 5.
  public var failuresBeforeRelist = 5

  public init(labelSelector: LabelSelector? = nil, fieldSelector: String? = nil) {
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
  }
}
