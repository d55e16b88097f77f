/// One object of a list that is read piece by piece.
public enum ListItem<Object: Sendable>: Sendable {
  case object(Object)
  /// It is there, but could not be decoded.
  case undecodable(ListFailure)
}
