public import KubeCore

/// Which part of a container's output is read, and in what form.
public struct PodLogOptions: Sendable, Hashable {
  /// May be left out when the pod has only one.
  public var container: String?
  /// Waits for what the container still writes, until it ends.
  public var follows = false
  /// Reads the output of the container that ran before the last restart.
  public var previous = false
  /// The last lines only.
  public var tailLines: Int?
  /// What is at most so old; whole seconds.
  public var since: Duration?
  /// What was written after this time; excludes ``since``.
  public var sinceTime: Timestamp?
  /// Begins each line with its time.
  public var timestamps = false
  /// Ends after so many bytes, perhaps within a line.
  public var limitBytes: Int?
  /// How long a container that is followed may stay silent; `nil` for as long as it likes.
  public var silence: Duration?

  public init(container: String? = nil) { self.container = container }

  var query: [KubeRequest.Field] {
    var query = QueryBuilder()
    query.add("container", container)
    query.add("follow", follows)
    query.add("previous", previous)
    query.add("tailLines", tailLines.map(String.init))
    query.add("sinceSeconds", since.map { String(max(1, $0.components.seconds)) })
    query.add("sinceTime", since == nil ? sinceTime?.text : nil)
    query.add("timestamps", timestamps)
    query.add("limitBytes", limitBytes.map(String.init))
    return query.fields
  }
}
