public import KubeCore

/// What a watch is restricted to, where it begins and how long it lasts.
public struct WatchOptions: Sendable, Hashable {
  public var labelSelector: LabelSelector?
  /// Such as `metadata.name=fraud`.
  public var fieldSelector: String?
  /// The version of a list, or of the last event or bookmark: what has happened since is told first. With `nil` or
  /// `"0"` the objects that there are come first, as added, in no order of versions.
  public var resourceVersion: String?
  /// Whether the server may tell, without an event, which version has been reached; default true. Never rely on it.
  public var allowsBookmarks = true
  /// Tells the objects that there are first, as added, and a bookmark when all have been told (a streaming list).
  ///
  /// ``API/listAndWatch(_:)`` sets it, and falls back where a server refuses it.
  public var sendsInitialEvents = false
  /// After how long the server is asked to end the watch in good order; the caller then opens the next. Drawn anew for
  /// each watch, so that many clients do not come back at once. Default 5 to 10 minutes, as in client-go.
  public var lasting: ClosedRange<Duration> = .seconds(300) ... .seconds(600)
  /// How long after the agreed end a silent server counts as dead; default 10 s. It does not say so itself.
  public var margin: Duration = .seconds(10)
  /// The longest event that is accepted, in bytes; default 16 MiB. API servers keep objects under 1.5 MB.
  public var lineLimit = 16 << 20

  public init(
    labelSelector: LabelSelector? = nil, fieldSelector: String? = nil, from resourceVersion: String? = nil
  ) {
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
    self.resourceVersion = resourceVersion
  }

  /// - Parameter duration: what has been drawn from ``lasting``.
  func query(lasting duration: Duration) -> [KubeRequest.Field] {
    var query = QueryBuilder()
    query.add("labelSelector", labelSelector?.description)
    query.add("fieldSelector", fieldSelector)
    query.add("watch", true)
    query.add("allowWatchBookmarks", allowsBookmarks || sendsInitialEvents)
    query.add("sendInitialEvents", sendsInitialEvents)
    query.add("resourceVersion", resourceVersion)
    query.add("resourceVersionMatch", sendsInitialEvents ? ResourceVersionMatch.notOlderThan.rawValue : nil)
    query.add("timeoutSeconds", String(max(1, duration.components.seconds)))
    return query.fields
  }

  /// The list to which the same selectors lead.
  var listOptions: ListOptions {
    var options = ListOptions(labelSelector: labelSelector, fieldSelector: fieldSelector)
    options.resourceVersion = resourceVersion
    return options
  }
}
