import KubeCore
import SlipwayAPI

extension OutputFormat {
  /// Objects as a program wants them; `nil` for the formats that are for people.
  ///
  /// - Parameter isList: whether several were asked for: they come as one `List`, as kubectl gives them.
  func text(of objects: [JSONValue], isList: Bool) -> String? {
    let whole: JSONValue =
      isList || objects.count != 1
      ? ["apiVersion": "v1", "kind": "List", "metadata": ["resourceVersion": ""], "items": .array(objects)] : objects[0]
    switch self {
    case .table, .wide: return nil
    case .name: return objects.map { Self.name(of: $0) + "\n" }.joined()
    case .data(let format): return format.text(of: whole)
    }
  }

  /// `kind.group/name`, as kubectl names what it has done something to.
  static func name(of object: JSONValue) -> String {
    let group = object["apiVersion"]?.string?.split(separator: "/").dropLast().first ?? ""
    let kind = (object["kind"]?.string ?? "").lowercased()
    return (group.isEmpty ? kind : "\(kind).\(group)") + "/" + (object[["metadata", "name"]]?.string ?? "")
  }
}
