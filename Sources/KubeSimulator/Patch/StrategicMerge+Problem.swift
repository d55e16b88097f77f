import KubeCore
import KubeSchema

extension StrategicMerge {
  /// Why a patch cannot be laid over anything, in the server's words; `nil` when it can.
  static func problem(in patch: JSONValue, _ schema: Schema?) -> String? {
    switch patch {
    case .object(let object):
      if let directive = object["$patch"]?.string, !["delete", "merge", "replace"].contains(directive) {
        return "unknown patch type: \(directive) in map: \(GoPatchText.text(of: patch))"
      }
      return object.lazy.compactMap { problem(in: $0.value, schema?.member($0.key)) }.first
    case .array(let elements):
      if let key = mergeKey(of: schema),
        let element = elements.first(where: { $0.object != nil && $0[key] == nil && $0["$patch"] != "replace" })
      {
        return "map: \(GoPatchText.text(of: element)) does not contain declared merge key: \(key)"
      }
      return elements.lazy.compactMap { problem(in: $0, schema?.items) }.first
    default: return nil
    }
  }
}
