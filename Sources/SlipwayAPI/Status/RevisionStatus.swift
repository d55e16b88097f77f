/// What is known of one revision that has a part in a deployment.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RevisionStatus: Sendable, Hashable {
  public var revision: String = ""
  public var model: String = ""
  public var replicas: Int = 0
  public var ready: Int = 0
  public var weight: BasisPoints = .zero
  public var mirror: BasisPoints?

  public init() {}
}

extension RevisionStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<RevisionStatus>] = [
    Field(
      "revision", \.revision,
      "The name of the revision."
    ) { $0.maxLength = 63 },
    Field(
      "model", \.model,
      "The URI of its model."
    ) { $0.maxLength = 2_048 },
    Field(
      "replicas", \.replicas,
      "How many replicas it should have now."),
    Field(
      "ready", \.ready,
      "How many of its replicas are ready."),
    Field(
      "weight", \.weight,
      "The share of the traffic that it should get now."),
    Field(
      "mirror", \.mirror,
      "The share of the requests that it should get copies of now, if any."),
  ]
}

extension RevisionStatus {
  public init(revision: String, model: String) { (self.revision, self.model) = (revision, model) }
}
