extension Expression {
  /// Visits the nodes directly below this one.
  func forEachChild(_ visit: (Expression) -> Void) {
    switch kind {
    case .literal, .identifier: break
    case .select(let operand, _, _): visit(operand)
    case .call(_, let target, let arguments):
      if let target { visit(target) }
      arguments.forEach(visit)
    case .list(let elements, _): elements.forEach(visit)
    case .map(let entries):
      for entry in entries {
        visit(entry.key)
        visit(entry.value)
      }
    case .object(_, let fields): for field in fields { visit(field.value) }
    case .comprehension(let fold):
      for part in [fold.range, fold.initial, fold.condition, fold.step, fold.result] { visit(part) }
    }
  }
}
