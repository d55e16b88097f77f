/// A path into a JSON tree, in the dialect of Kubernetes (`k8s.io/client-go/util/jsonpath`).
///
/// It has members (`.spec.replicas`, `['a.b']`, `.a\.b`), positions from either end (`[0]`, `[-1]`), slices (`[0:4:2]`),
/// unions (`[0,2]`, `['a','b']`), wildcards (`.*`, `[*]`), descent (`..name`) and filters
/// (`[?(@.type=="Ready")].status`, `[?(@.count>2)]`, `[?(@.ready)]`). Braces around the whole and a leading `$` or `@` may
/// be left out.
public struct JSONPath: Sendable, Hashable {
  let steps: [Step]

  /// - Throws: what is wrong, and where.
  public init(_ text: String) throws(JSONPathError) {
    var parser = JSONPathParser(text)
    steps = try parser.parsePath()
  }

  init(steps: [Step]) { self.steps = steps }

  /// Every value that the path leads to, in the order of the tree; none where something is missing.
  public func values(in value: JSONValue) -> [JSONValue] {
    steps.reduce([value]) { values, step in values.flatMap { step.values(in: $0) } }
  }
}

extension JSONPath {
  indirect enum Step: Sendable, Hashable {
    case members([String])
    case positions([Int])
    case slice(from: Int?, to: Int?, by: Int)
    case all
    case descent(Step)
    case filter(Filter)
  }

  /// Which elements of a list count.
  struct Filter: Sendable, Hashable {
    enum Comparison: String, Sendable, CaseIterable {
      case equal = "=="
      case unequal = "!="
      case atMost = "<="
      case atLeast = ">="
      case less = "<"
      case greater = ">"
    }

    enum Operand: Sendable, Hashable {
      case path(JSONPath)
      case literal(JSONValue)
    }

    var left: Operand
    /// Without a comparison, the operand must lead somewhere.
    var comparison: Comparison?
    var right: Operand?
  }
}
