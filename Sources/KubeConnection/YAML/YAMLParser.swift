public import KubeCore
import Yams

/// Reads YAML as Kubernetes does: scalars by the core schema of YAML 1.2, so that `yes` and `on` are texts.
public enum YAMLParser {
  /// The largest text that is read, in bytes.
  public static let limit = 16 << 20

  /// Parses all documents of a text; empty ones are left out.
  ///
  /// - Throws: `.invalidYAML` with the place.
  public static func documents(_ text: String) throws(ConnectionError) -> [JSONValue] {
    guard text.utf8.count <= limit else {
      throw ConnectionError(.invalidYAML, "the YAML text exceeds \(limit) bytes")
    }
    do {
      var documents: [JSONValue] = []
      // Every value takes a byte or more, unless aliases repeat it: a few lines of them could make billions.
      var budget = text.utf8.count * 4 + 1000
      var nodes = try Yams.compose_all(yaml: text)
      while let node = nodes.next() {
        let value = try value(of: node, depth: 0, &budget)
        if value != .null { documents.append(value) }
      }
      // The sequence just ends at an error, and keeps it.
      if let error = nodes.error { throw error }
      return documents
    } catch let error as ConnectionError {
      throw error
    } catch {
      throw ConnectionError(.invalidYAML, "invalid YAML: \(error)")
    }
  }

  private static func value(of node: Node, depth: Int, _ budget: inout Int) throws(ConnectionError) -> JSONValue {
    budget -= 1
    guard budget > 0 else { throw ConnectionError(.invalidYAML, "the YAML text repeats too much by aliases") }
    guard depth < JSONParser.maximumDepth else {
      throw ConnectionError(.invalidYAML, "YAML nested deeper than \(JSONParser.maximumDepth) levels")
    }
    switch node {
    case .scalar(let scalar): return YAMLScalar.resolve(scalar.string, isPlain: scalar.style == .plain)
    case .sequence(let sequence):
      var array: [JSONValue] = []
      for element in sequence { array.append(try value(of: element, depth: depth + 1, &budget)) }
      return .array(array)
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, member) in mapping {
        guard let key = key.scalar?.string else {
          throw ConnectionError(.invalidYAML, "a YAML key must be a scalar")
        }
        object[key] = try value(of: member, depth: depth + 1, &budget)
      }
      return .object(object)
    case .alias: throw ConnectionError(.invalidYAML, "an unresolved YAML alias")
    }
  }
}
