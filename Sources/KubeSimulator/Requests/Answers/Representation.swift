import KubeClient
import KubeCore

/// The form in which a client wants objects, from its `Accept` header.
enum Representation: Sendable, Hashable {
  case objects
  /// - Parameters:
  ///   - version: that of `meta.k8s.io`.
  ///   - ofList: whether it was a list that was asked for.
  case metadataOnly(version: String, ofList: Bool)
  case table(version: String)

  /// The version of `meta.k8s.io` that everybody asks for by now.
  static let version = "v1"

  /// Takes the first acceptable form that the header names.
  ///
  /// - Parameter isList: whether it is a list that is asked for; messages differ.
  /// - Throws: `APIFailure` 406 when there is none.
  init(accept: String?, isList: Bool = false) throws(APIFailure) {
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
      let version = parts.first { $0.hasPrefix("v=") }.map { String($0.dropFirst(2)) } ?? ""
      guard form == nil || ["v1", "v1beta1"].contains(version) else { continue }
      switch form {
      case nil: self = .objects
      case "Table": self = .table(version: version)
      case "PartialObjectMetadata": self = .metadataOnly(version: version, ofList: false)
      case "PartialObjectMetadataList": self = .metadataOnly(version: version, ofList: true)
      default: continue
      }
      return
    }
    guard asksForForm else { throw .notAcceptable(isList: isList) }
    throw APIFailure(
      code: 406, reason: "NotAcceptable",
      message: "only the following media types are accepted: application/json, application/yaml, "
        + "application/vnd.kubernetes.protobuf")
  }
}
