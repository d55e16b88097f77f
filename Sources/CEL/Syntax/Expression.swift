/// A node of a parsed expression; the checker adds its type and the functions it calls.
final class Expression {
  struct Entry {
    var key: Expression
    var value: Expression
    var isOptional: Bool
    var position: Int
  }

  struct Field {
    var name: String
    var value: Expression
    var isOptional: Bool
    var position: Int
  }

  /// A fold over a list or map: what every macro over collections expands to.
  struct Comprehension {
    var range: Expression
    var variable: String
    var secondVariable: String?
    var accumulator: String
    var initial: Expression
    var condition: Expression
    var step: Expression
    var result: Expression
  }

  indirect enum Kind {
    case literal(Value)
    case identifier(String)
    case select(Expression, field: String, isTest: Bool)
    case call(String, target: Expression?, [Expression])
    case list([Expression], optional: Set<Int>)
    case map([Entry])
    case object(String, [Field])
    case comprehension(Comprehension)
  }

  var kind: Kind
  let position: Int
  /// Set by the checker.
  var type: CELType = .error
  /// The overloads that the checker found to match; one, unless an argument is dynamic.
  var overloads: [Overload] = []

  init(_ kind: Kind, at position: Int) {
    self.kind = kind
    self.position = position
  }

  /// `a.b.c` as one name, when the expression is nothing but that.
  var qualifiedName: String? {
    switch kind {
    case .identifier(let name): name
    case .select(let operand, let field, false): operand.qualifiedName.map { "\($0).\(field)" }
    default: nil
    }
  }

  var identifier: String? { if case .identifier(let name) = kind { name } else { nil } }

  /// The same expression as new nodes, all of them placed at one position.
  func copy(at position: Int) -> Expression {
    func again(_ expression: Expression) -> Expression { expression.copy(at: position) }
    switch kind {
    case .literal, .identifier: return Expression(kind, at: position)
    case .select(let operand, let field, let isTest):
      return Expression(.select(again(operand), field: field, isTest: isTest), at: position)
    case .call(let function, let target, let arguments):
      return Expression(.call(function, target: target.map(again), arguments.map(again)), at: position)
    case .list(let elements, let optional):
      return Expression(.list(elements.map(again), optional: optional), at: position)
    case .map(let entries):
      return Expression(
        .map(
          entries.map {
            Entry(key: again($0.key), value: again($0.value), isOptional: $0.isOptional, position: position)
          }), at: position)
    case .object(let name, let fields):
      return Expression(
        .object(
          name,
          fields.map {
            Field(name: $0.name, value: again($0.value), isOptional: $0.isOptional, position: position)
          }), at: position)
    case .comprehension(var fold):
      fold.range = again(fold.range)
      fold.initial = again(fold.initial)
      fold.condition = again(fold.condition)
      fold.step = again(fold.step)
      fold.result = again(fold.result)
      return Expression(.comprehension(fold), at: position)
    }
  }
}
