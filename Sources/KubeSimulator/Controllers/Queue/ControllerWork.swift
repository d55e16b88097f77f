import KubeCore

/// What a controller has begun to do about one object and not ended yet.
///
/// A real controller works beside the requests: it decides by what it saw when it began, and somebody else may write
/// before each of its own writes. An update of what has changed since is refused as a conflict, which ends the work; the
/// controller then looks again.
struct ControllerWork: Sendable {
  let item: WorkItem
  /// All objects as they were when the work began.
  let seen: ObjectStore
  /// What its writes and events have led to so far.
  var results: [Act] = []

  /// What became of a write: the object as it is stored, or nothing when it is gone.
  typealias Act = Result<JSONValue?, APIFailure>

  /// A work that is gone on with.
  ///
  /// The controller does again what it did, from what it saw. It is handed the results that are there already, and
  /// then writes on.
  struct Resumption: Sendable {
    /// All objects as they are. The cluster's own store holds what the controller sees, which is the past.
    var live: ObjectStore
    var results: [Act]
    /// How many of the results the controller has been handed again.
    var repeated = 0
    /// How many more writes there may be.
    var writesLeft: Int
    var end: End?

    var isRepeating: Bool { repeated < results.count }
  }

  /// Why a work is left before the controller is done.
  enum End: Sendable {
    case suspended, refused
  }
}
