public import KubeClient

/// What a ``Watcher`` tells.
///
/// A list comes as `restarted`, any number of `listed`, and `synced`; what was not listed in between is gone. An object
/// may also be `deleted` while the list is told.
public enum WatcherEvent<Object: Sendable>: Sendable {
  /// A list begins. Objects that an unfinished list before has told are void.
  case restarted(RestartReason)
  /// A part of the list. An object that is told again has changed in the meantime.
  case listed([Object])
  /// The list is complete and shows the state at this version.
  case synced(resourceVersion: String)
  /// An object has been created or changed.
  case applied(Object)
  /// An object is gone; it is told as it last was, with the version of its deletion.
  case deleted(Object)
  /// Everything up to this version has been told.
  case bookmarked(resourceVersion: String)
  /// Something went wrong; the watcher goes on by itself after the delay.
  case interrupted(KubeError, resumesIn: Duration)
  /// After an interruption, the server answers the watch again.
  case resumed
}

extension WatcherEvent: Equatable where Object: Equatable {}
