public import KubeCore

/// One open watch: what it is about and how far it has come.
///
/// Read on with `SimulatedCluster.read`.
public struct WatchCursor: Sendable {
  let definition: ResourceDefinition
  let selection: ObjectSelection
  let representation: Representation
  let includeObject: String?
  let allowsBookmarks: Bool
  /// When the server ends the watch.
  public let deadline: Timestamp
  /// Every write up to here has been seen.
  var position: Int64
  /// The state at the start, still to be sent.
  var initial: ArraySlice<JSONValue> = []
  var owesInitialBookmark = false
  var lastBookmark: Timestamp
  var hasSentColumns = false
  var failure: APIFailure?
  var isFinished = false

  /// When the watch has something to say even if nothing happens.
  public var nextWake: Timestamp {
    allowsBookmarks ? min(deadline, lastBookmark + Self.bookmarkInterval) : deadline
  }

  static let bookmarkInterval = Duration.seconds(60)
}

/// What a watch has to say now.
public enum WatchRead: Sendable {
  /// Whole lines, each with its newline.
  case lines([UInt8])
  /// Nothing until a write happens or the time of `WatchCursor.nextWake` comes.
  case idle
  case finished
}
