import KubeCore
import Yams

/// Reads the YAML of published definitions.
enum YAMLText {
  static func documents(_ text: String) throws -> [JSONValue] {
    var documents: [JSONValue] = []
    for document in try Yams.load_all(yaml: text) { documents.append(value(document)) }
    return documents
  }

  private static func value(_ any: Any?) -> JSONValue {
    switch any {
    case let flag as Bool: .bool(flag)
    case let number as Int: .integer(Int64(number))
    case let number as Double: .double(number)
    case let text as String: .string(text)
    case let list as [Any?]: .array(list.map(value))
    case let map as [AnyHashable: Any?]:
      .object(JSONObject(map.map { (String(describing: $0.key), value($0.value)) }.sorted { $0.0 < $1.0 }))
    default: .null
    }
  }
}
