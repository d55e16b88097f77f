import KubeClient
import KubeCore

/// The form in which a client wants objects, from its `Accept` header.
enum Representation: Sendable, Hashable {
  case objects
  case metadataOnly
  case table

  /// Takes the first acceptable form that the header names.
  ///
  /// - Throws: `APIFailure` 406 when there is none.
  init(accept: String?) throws(APIFailure) {
    guard let accept, !accept.isEmpty else {
      self = .objects
      return
    }
    var asksForForm = false
    for range in accept.split(separator: ",") {
      let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let type = parts.first, ["application/json", "*/*", "application/*"].contains(type) else { continue }
      let form = parts.first { $0.hasPrefix("as=") }?.dropFirst(3)
      asksForForm = asksForForm || form != nil
      switch form {
      case nil: self = .objects
      case "Table":
        guard parts.contains("v=v1") else { continue }
        self = .table
      case "PartialObjectMetadata", "PartialObjectMetadataList": self = .metadataOnly
      default: continue
      }
      return
    }
    guard asksForForm else { throw .notAcceptable }
    throw APIFailure(
      code: 406, reason: "NotAcceptable",
      message: "only the following media types are accepted: application/json, application/yaml, "
        + "application/vnd.kubernetes.protobuf")
  }
}
