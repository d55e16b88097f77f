public import KubeCore

/// One write that a router asks for.
public enum RouteWrite: Sendable, Hashable {
  /// An object of Slipway's own is to be made, or to be as it should again.
  case declare(RouteObject)
  /// An object of Slipway's own is to go.
  case delete(RouteObject)
  /// In an object of the user's some fields are to change, and nothing else: a merge patch over the object as it was
  /// seen.
  case edit(RouteObject, changes: JSONValue)

  /// The object that is written.
  public var object: RouteObject {
    switch self {
    case .declare(let object), .delete(let object), .edit(let object, _): object
    }
  }
}
