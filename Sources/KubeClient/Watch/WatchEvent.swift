/// One thing that a watch tells.
public enum WatchEvent<Object: Sendable>: Sendable {
  case added(Object)
  case modified(Object)
  case deleted(Object)
  /// Everything up to this resource version has been told.
  case bookmark(resourceVersion: String, initialEventsEnd: Bool)
}

extension WatchEvent: Equatable where Object: Equatable {}
