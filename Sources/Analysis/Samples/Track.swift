/// On which side of a comparison a pod is.
public enum Track: String, Sendable, Codable, Hashable {
  /// It runs the revision that owns production.
  case stable
  /// It runs the revision on trial.
  case candidate
  /// It runs another revision: only labels that it was told of, for predictions of the two that are compared, count.
  case bystander
}
