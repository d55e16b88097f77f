/// In which form a server is asked to answer.
enum AnswerForm: Sendable, Hashable {
  /// The objects themselves.
  case object
  /// Their metadata alone.
  case metadata
  /// Rows for people to read.
  case table

  /// The media type for the `Accept` header.
  func accept(isList: Bool, omitsManagedFields: Bool) -> String {
    let group = ";v=v1;g=meta.k8s.io"
    let type =
      switch self {
      case .object: "application/json"
      case .metadata: "application/json;as=PartialObjectMetadata\(isList ? "List" : "")\(group)"
      case .table: "application/json;as=Table\(group)"
      }
    return type + (omitsManagedFields ? ";drop=metadata.managedFields" : "")
  }
}
