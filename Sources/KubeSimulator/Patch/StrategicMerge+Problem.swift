import KubeCore
import KubeSchema

extension StrategicMerge {
  /// Why a patch cannot be laid over an object, in the server's words; `nil` when it can.
  ///
  /// - Parameter original: what is patched; directives where there is nothing are passed over.
  static func problem(in patch: JSONValue, for original: JSONValue?, _ schema: Schema?) -> String? {
    switch patch {
    case .object(let object):
      guard original?.object != nil else { return nil }
      if let directive = object["$patch"]?.string, !["delete", "replace"].contains(directive) {
        return unknown(directive, in: patch)
      }
      return object.lazy.compactMap { problem(in: $0.value, for: original?[$0.key], schema?.member($0.key)) }.first
    case .array(let elements):
      guard let list = original?.array else { return nil }
      guard let key = mergeKey(of: schema) else { return nil }
      if let element = elements.first(where: { $0.object != nil && $0[key] == nil && $0["$patch"] != "replace" }) {
        return "map: \(GoPatchText.text(of: element)) does not contain declared merge key: \(key)"
      }
      return elements.lazy.compactMap { element in
        switch element["$patch"]?.string {
        case "delete", "replace": nil
        case "merge": "merging lists cannot yet be specified in the patch"
        case let directive?: unknown(directive, in: element)
        case nil: problem(in: element, for: list.first { $0[key] == element[key] }, schema?.items)
        }
      }.first
    default: return nil
    }
  }

  private static func unknown(_ directive: String, in patch: JSONValue) -> String {
    "unknown patch type: \(directive) in map: \(GoPatchText.text(of: patch))"
  }
}
