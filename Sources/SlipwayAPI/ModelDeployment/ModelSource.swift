/// The model that a deployment serves.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ModelSource: Sendable, Hashable {
  public var uri: String = ""
  public var format: ModelFormat = .custom
  public var name: String?

  public init() {}
}

extension ModelSource: FieldObject {
  static let fields: [Field<ModelSource>] = [
    Field(
      "uri", \.uri,
      """
      Where the model lies: an `s3`, `gs`, `hf`, `oci`, `pvc`, `http`, `https` or `file` URI. A version or \
      digest belongs into it: two revisions differ by what stands here.
      """,
      required: true
    ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 2_048, [.modelURI]) },
    Field(
      "format", \.format,
      "How the model is stored."),
    Field(
      "name", \.name,
      """
      The name under which the server offers the model, as it stands in request paths. The name of the \
      deployment when absent.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 128) },
  ]
}
