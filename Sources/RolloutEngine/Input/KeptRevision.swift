/// A revision that can be run again, whether or not it runs now.
public struct KeptRevision: Sendable, Hashable {
  public var revision: String
  /// The URI of its model.
  public var model: String

  public init(revision: String, model: String) { (self.revision, self.model) = (revision, model) }
}
