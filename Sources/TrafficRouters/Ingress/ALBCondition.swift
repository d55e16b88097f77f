import KubeCore
import SlipwayAPI

/// The conditions of a listener's rule, as the AWS Load Balancer Controller writes them.
enum ALBCondition {
  typealias Condition = TrafficPlan.MatchCondition

  static func json(_ conditions: [Condition]) -> JSONValue { .array(conditions.compactMap(entry)) }

  private static func entry(_ condition: Condition) -> JSONValue? {
    guard case .exact(let value) = condition.comparison else { return nil }
    let pattern = JSONValue.string(escaped(value))
    switch condition.place {
    case .header(let name):
      return [
        "field": "http-header", "httpHeaderConfig": ["httpHeaderName": .string(name), "values": [pattern]],
      ]
    case .query(let name):
      return [
        "field": "query-string", "queryStringConfig": ["values": [["key": .string(name), "value": pattern]]],
      ]
    case .method:
      return ["field": "http-request-method", "httpRequestMethodConfig": ["values": [.string(value)]]]
    case .cookie: return nil
    }
  }

  static func conditions(_ text: String) -> [Condition]? {
    guard let entries = (try? JSONParser.parse(Array(text.utf8)))?.array else { return nil }
    let conditions = entries.map(condition)
    return conditions.contains(nil) ? nil : conditions.compactMap(\.self)
  }

  private static func condition(_ entry: JSONValue) -> Condition? {
    switch entry["field"]?.string {
    case "http-header":
      guard let settings = entry["httpHeaderConfig"], let name = settings["httpHeaderName"]?.string,
        let value = settings["values"]?[0]?.string
      else { return nil }
      return .init(.header(name), .exact(unescaped(value)))
    case "query-string":
      guard let pair = entry["queryStringConfig"]?["values"]?[0], let name = pair["key"]?.string,
        let value = pair["value"]?.string
      else { return nil }
      return .init(.query(name), .exact(unescaped(value)))
    case "http-request-method":
      return entry["httpRequestMethodConfig"]?["values"]?[0]?.string.map { .init(.method, .exact($0)) }
    default: return nil
    }
  }

  /// Wildcards of the load balancer stand for themselves after a backslash.
  private static func escaped(_ value: String) -> String {
    String(value.flatMap { "*?\\".contains($0) ? ["\\", $0] : [$0] })
  }

  private static func unescaped(_ value: String) -> String {
    var text = ""
    var rest = value[...]
    while let character = rest.popFirst() {
      text.append(character == "\\" ? rest.popFirst() ?? character : character)
    }
    return text
  }
}
