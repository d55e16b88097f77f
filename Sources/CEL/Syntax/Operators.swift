/// The functions that stand for operators.
enum Operators {
  static let conditional = "_?_:_"
  static let and = "_&&_"
  static let or = "_||_"
  static let not = "!_"
  static let equals = "_==_"
  static let notEquals = "_!=_"
  static let less = "_<_"
  static let lessOrEqual = "_<=_"
  static let greater = "_>_"
  static let greaterOrEqual = "_>=_"
  static let add = "_+_"
  static let subtract = "_-_"
  static let multiply = "_*_"
  static let divide = "_/_"
  static let modulo = "_%_"
  static let negate = "-_"
  static let index = "_[_]"
  static let optionalIndex = "_[?_]"
  static let optionalSelect = "_?._"
  static let contains = "@in"
  static let notStrictlyFalse = "@not_strictly_false"
  static let mapInsert = "cel.@mapInsert"
  static let sortByKeys = "@sortByAssociatedKeys"

  /// The accumulator of a macro's fold. `@` keeps it out of reach of an expression's author.
  static let accumulator = "@result"
  static let unusedVariable = "#unused"

  struct Binary {
    var function: String
    var precedence: Int
  }

  static let binary: [String: Binary] = [
    "||": Binary(function: or, precedence: 1), "&&": Binary(function: and, precedence: 2),
    "==": Binary(function: equals, precedence: 3), "!=": Binary(function: notEquals, precedence: 3),
    "<": Binary(function: less, precedence: 3), "<=": Binary(function: lessOrEqual, precedence: 3),
    ">": Binary(function: greater, precedence: 3), ">=": Binary(function: greaterOrEqual, precedence: 3),
    "in": Binary(function: contains, precedence: 3),
    "+": Binary(function: add, precedence: 4), "-": Binary(function: subtract, precedence: 4),
    "*": Binary(function: multiply, precedence: 5), "/": Binary(function: divide, precedence: 5),
    "%": Binary(function: modulo, precedence: 5),
  ]
}
