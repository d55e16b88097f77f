public import KubeCore
import Yams

/// Reads YAML as an API server reads the bodies of requests: scalars by YAML 1.1, so that `yes` and `on` are true, and
/// problems in the words of its library.
///
/// Source: `sigs.k8s.io/yaml` and `go.yaml.in/yaml/v2`, as Kubernetes 1.36 uses them. A key that stands twice is an
/// error here, where a server warns of it.
public enum ServerYAML {
  /// Why a text is no YAML, or nothing that JSON could say.
  public struct Problem: Error, Sendable, Hashable {
    public var text: String
  }

  /// The first document of a text; null when there is none.
  public static func value(_ bytes: [UInt8]) throws(Problem) -> JSONValue {
    guard bytes.count <= YAMLParser.limit else { throw Problem(text: "yaml: the text is too long") }
    let text = String(decoding: bytes, as: UTF8.self)
    let node: Node?
    do {
      var documents = try Yams.compose_all(yaml: text)
      node = documents.next()
      if let error = documents.error { throw error }
    } catch {
      throw Problem(text: problem(error as? YamlError, in: text))
    }
    // Aliases can make much of a little.
    var budget = bytes.count * 4 + 1000
    return try node.map { (node) throws(Problem) in try value(of: node, depth: 0, &budget) } ?? .null
  }

  private static func value(of node: Node, depth: Int, _ budget: inout Int) throws(Problem) -> JSONValue {
    budget -= 1
    guard budget > 0 else { throw Problem(text: "yaml: document contains excessive aliasing") }
    guard depth < JSONParser.maximumDepth else { throw Problem(text: "yaml: exceeded max depth of 10000") }
    switch node {
    case .scalar(let scalar): return try json(ServerScalar(scalar))
    case .sequence(let sequence):
      var array: [JSONValue] = []
      for element in sequence { array.append(try value(of: element, depth: depth + 1, &budget)) }
      return .array(array)
    case .mapping(let mapping): return .object(try object(mapping, depth: depth, &budget))
    case .alias: throw Problem(text: "yaml: unknown anchor referenced")
    }
  }

  private static func object(
    _ mapping: Node.Mapping, depth: Int, _ budget: inout Int
  ) throws(Problem) -> JSONObject {
    var object = JSONObject()
    var merged = JSONObject()
    for (key, member) in mapping {
      if key.scalar?.string == "<<", key.scalar?.style == .plain {
        for (name, value) in try merges(member, depth: depth, &budget) where merged[name] == nil {
          merged[name] = value
        }
        continue
      }
      object[try name(of: key)] = try value(of: member, depth: depth + 1, &budget)
    }
    for (name, value) in merged where object[name] == nil { object[name] = value }
    return object
  }

  /// The members that a key `<<` brings: those of a mapping, or of several.
  private static func merges(_ node: Node, depth: Int, _ budget: inout Int) throws(Problem) -> JSONObject {
    let all: [Node] = if case .sequence(let sequence) = node { Array(sequence) } else { [node] }
    var result = JSONObject()
    for node in all {
      guard case .object(let members) = try value(of: node, depth: depth + 1, &budget) else {
        throw Problem(text: "yaml: map merge requires map or sequence of maps as the value")
      }
      for (name, value) in members where result[name] == nil { result[name] = value }
    }
    return result
  }

  private static func name(of key: Node) throws(Problem) -> String {
    guard let scalar = key.scalar else { throw Problem(text: "yaml: invalid map key") }
    switch ServerScalar(scalar) {
    case .null: throw Problem(text: "unsupported map key of type: %!s(<nil>), key: <nil>")
    case .bool(let bool): return bool ? "true" : "false"
    case .integer(let integer): return String(integer)
    case .double(let double): return double == double.rounded() ? String(Int64(double)) : "\(Float(double))"
    case .text(let text): return text
    }
  }

  private static func json(_ scalar: ServerScalar) throws(Problem) -> JSONValue {
    switch scalar {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .integer(let integer): return .integer(integer)
    case .text(let text): return .string(text)
    case .double(let double):
      guard double.isFinite else {
        throw Problem(text: "json: unsupported value: \(double.isNaN ? "NaN" : double > 0 ? "+Inf" : "-Inf")")
      }
      return .double(double)
    }
  }

  // MARK: - Problems

  private static func problem(_ error: YamlError?, in text: String) -> String {
    switch error {
    case .scanner(let context, let problem, let mark, _): return place(problem, mark, context, isScanner: true)
    case .parser(let context, let problem, let mark, _): return place(problem, mark, context, isScanner: false)
    case .composer(_, _, let mark, _): return "yaml: unknown anchor '\(anchor(at: mark, in: text))' referenced"
    case .reader(let problem, _, _, _): return "yaml: \(problem)"
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.sorted().first ?? ""
      return "yaml: unmarshal errors:\n  line \(context.mark.line): key \"\(key)\" already set in map"
    default: return "yaml: unknown problem parsing YAML content"
    }
  }

  /// Lines count from zero, and those at zero are not named; scanners are behind by one.
  private static func place(
    _ problem: String, _ mark: Mark, _ context: YamlError.Context?, isScanner: Bool
  ) -> String {
    var line = mark.line - 1
    if line > 0 { line += isScanner ? 1 : 0 } else { line = (context?.mark.line ?? 1) - 1 }
    return "yaml: " + (line > 0 ? "line \(line): " : "") + problem
  }

  private static func anchor(at mark: Mark, in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(mark.line - 1) else { return "" }
    let rest = lines[mark.line - 1].dropFirst(max(0, mark.column - 1)).drop { $0 == "*" }
    return String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
  }
}
