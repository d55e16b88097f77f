/// What an evaluation does: an expression with its names and functions resolved.
indirect enum Step: Sendable {
  enum Comparison: Sendable { case less, lessOrEqual, greater, greaterOrEqual }
  enum Operation: Sendable { case add, subtract, multiply, divide, modulo }

  struct Entry: Sendable {
    var key: Step
    var value: Step
    var isOptional: Bool
  }

  struct Field: Sendable {
    var name: String
    var value: Step
    var isOptional: Bool
  }

  struct Call: Sendable {
    var function: String
    /// More than one where a dynamic argument decides.
    var overloads: [Overload]
    var arguments: [Step]
  }

  /// How a fold treats each element.
  enum Body: Sendable {
    /// The accumulator takes the step's value as long as the condition holds.
    case general(condition: Step, step: Step)
    /// The element's value, if the filter lets it through, is added to a list.
    case list(filter: Step?, element: Step)
    /// The entry, if the filter lets it through, is added to a map.
    case map(filter: Step?, key: Step, value: Step)
    /// The entries of a map, if the filter lets it through, are added to a map.
    case entries(filter: Step?, map: Step)
  }

  struct Fold: Sendable {
    var range: Step
    var variable: Int
    var secondVariable: Int?
    var accumulator: Int
    var initial: Step
    var body: Body
    var result: Step
  }

  case constant(Value)
  case variable(String)
  case local(Int)
  case select(Step, String)
  case test(Step, String)
  case optionalSelect(Step, String)
  case index(Step, Step)
  case optionalIndex(Step, Step)
  case and(Step, Step)
  case or(Step, Step)
  case not(Step)
  case notStrictlyFalse(Step)
  case conditional(Step, Step, Step)
  case equals(Step, Step, isNegated: Bool)
  case compare(Step, Step, Comparison, name: String)
  case arithmetic(Step, Step, Operation)
  case negate(Step)
  case contains(Step, in: Step, isDynamic: Bool)
  case member(Step, of: ConstantSet)
  case optionalOr(Step, Step, unwraps: Bool)
  case list([Step], optional: Set<Int>)
  case map([Entry])
  case object(TypeDeclaration, [Field])
  case call(Call)
  /// A call of `matches`, `find` or `findAll` with a literal pattern, compiled once.
  case pattern(Call, RegularExpression)
  case fold(Fold)
  case bind(Int, Step, Step)
  /// A value that fields or elements are selected from, and that is not a variable.
  case base(Step)
}
