/// What ran the model before, and is to be taken over without a gap.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AdoptionSettings: Sendable, Hashable {
  public var service: Bool = false
  public var deployment: String?

  public init() {}
}

extension AdoptionSettings: FieldObject {
  static let fields: [Field<AdoptionSettings>] = [
    Field(
      "service", \.service,
      """
      Whether a Service of the name of the ModelDeployment that nobody controls is taken over. It leads to its old pods \
      until the first revision is ready as a whole.
      """),
    Field(
      "deployment", \.deployment,
      """
      The name of the Deployment behind it. It is scaled to zero once the first revision has all traffic, and is \
      otherwise left alone.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 253) },
  ]
}

/// What becomes of all that runs when the ModelDeployment is deleted.
public enum DeletionPolicy: String, Sendable, Hashable, CaseIterable {
  case delete = "Delete"
  /// Replicas and Services go on, and belong to nobody.
  case orphan = "Orphan"
}

extension DeletionPolicy: FieldChoice {}
