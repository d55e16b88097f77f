import Foundation
import Testing
import KubeCore

/// Expressions with what the API server's own evaluator (1.36) makes of them.
struct RecordedExpressions {
  struct Case: Sendable, CustomTestStringConvertible {
    var expression: String
    /// The type of the value, when the expression compiles.
    var type: String?
    var value: String?
    var error: String?
    /// The text of a refusal to compile.
    var refusal: String?
    var cost: UInt64?
    var leastCost: UInt64?
    var mostCost: UInt64?
    var testDescription: String { expression }
  }

  let variable: JSONValue
  let cases: [Case]

  static let all: RecordedExpressions = {
    guard let url = Bundle.module.url(forResource: "Recordings/expressions", withExtension: "json"),
      let data = try? Data(contentsOf: url), let document = try? JSONParser.parse(Array(data))
    else { return RecordedExpressions(variable: .null, cases: []) }
    let cases = document["cases"]?.elements.compactMap { entry -> Case? in
      guard let expression = entry["expression"]?.string else { return nil }
      func number(_ key: String) -> UInt64? { entry[key]?.string.flatMap(UInt64.init) }
      return Case(
        expression: expression, type: entry["type"]?.string, value: entry["value"]?.string,
        error: entry["error"]?.string, refusal: entry["refused"]?.string, cost: number("cost"),
        leastCost: number("least"), mostCost: number("most"))
    }
    return RecordedExpressions(variable: document["self"] ?? .null, cases: cases ?? [])
  }()
}
