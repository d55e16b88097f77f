// Folds over lists and maps.

extension Evaluator {
  mutating func fold(_ fold: Step.Fold) throws(EvaluationError) -> Value {
    let range = try evaluate(fold.range)
    locals[fold.accumulator] = outcome(fold.initial)
    switch fold.body {
    case .general(let condition, let step): try accumulate(fold, range, condition, step)
    case .list(let filter, let element): try collect(fold, range, filter, element)
    case .map(let filter, let key, let value): try collect(fold, range, filter, key, value)
    case .entries(let filter, let map): try collect(fold, range, filter, entries: map)
    }
    return try evaluate(fold.result)
  }

  private mutating func accumulate(_ fold: Step.Fold, _ range: Value, _ condition: Step, _ step: Step)
    throws(EvaluationError)
  {
    for element in try Elements(range, isPaired: fold.secondVariable != nil) {
      bind(fold, element)
      guard case .bool(true) = try evaluate(condition) else { break }
      locals[fold.accumulator] = try survivable(outcome(step))
    }
  }

  private mutating func collect(_ fold: Step.Fold, _ range: Value, _ filter: Step?, _ element: Step)
    throws(EvaluationError)
  {
    var values: [Value] = []
    for each in try Elements(range, isPaired: fold.secondVariable != nil) {
      bind(fold, each)
      guard try passes(filter) else { continue }
      values.append(try evaluate(element))
      try charge(12)
    }
    locals[fold.accumulator] = .success(.list(values))
  }

  private mutating func collect(_ fold: Step.Fold, _ range: Value, _ filter: Step?, _ key: Step, _ value: Step)
    throws(EvaluationError)
  {
    var pairs: [(key: Value, value: Value)] = []
    for each in try Elements(range, isPaired: fold.secondVariable != nil) {
      bind(fold, each)
      guard try passes(filter) else { continue }
      pairs.append((try evaluate(key), try evaluate(value)))
      try charge(2)
    }
    locals[fold.accumulator] = .success(.map(try MapValue(pairs)))
  }

  private mutating func collect(_ fold: Step.Fold, _ range: Value, _ filter: Step?, entries: Step)
    throws(EvaluationError)
  {
    var pairs: [(key: Value, value: Value)] = []
    for each in try Elements(range, isPaired: fold.secondVariable != nil) {
      bind(fold, each)
      guard try passes(filter) else { continue }
      guard case .map(let map) = try evaluate(entries) else { throw .noSuchOverload }
      pairs += map.entries
      try charge(2)
    }
    locals[fold.accumulator] = .success(.map(try MapValue(pairs)))
  }

  private mutating func passes(_ filter: Step?) throws(EvaluationError) -> Bool {
    guard let filter else { return true }
    guard case .bool(let passes) = try evaluate(filter) else { throw .noSuchOverload }
    return passes
  }

  private mutating func bind(_ fold: Step.Fold, _ element: Elements.Element) {
    locals[fold.variable] = .success(element.first)
    if let second = fold.secondVariable { locals[second] = .success(element.second) }
  }

  /// An accumulator may be an error that a later element makes up for, but nothing makes up for the cost.
  private func survivable(_ result: Result<Value, EvaluationError>) throws(EvaluationError)
    -> Result<Value, EvaluationError>
  {
    if case .failure(let error) = result, error.code == .costLimitExceeded { throw error }
    return result
  }
}

/// What a fold goes over: elements of a list, keys of a map, or both of a pair.
private struct Elements: Sequence, IteratorProtocol {
  struct Element {
    var first: Value
    var second: Value
  }

  private let values: [Value]
  private let keys: [Value]
  private var position = 0
  private let isPaired: Bool

  init(_ range: Value, isPaired: Bool) throws(EvaluationError) {
    self.isPaired = isPaired
    switch range {
    case .list(let list):
      values = list.elements
      keys = []
    case .map(let map):
      keys = map.keys
      values = isPaired ? map.entries.map(\.value) : []
    default: throw EvaluationError("got '\(Self.implementation(of: range))', expected iterable type")
    }
  }

  /// The name that the reference implementation has for the representation of a value.
  private static func implementation(of value: Value) -> String {
    switch value {
    case .timestamp: "types.Timestamp"
    case .duration: "types.Duration"
    case .null: "types.Null"
    case .type: "*types.Type"
    case .optional: "*types.Optional"
    default: "types." + value.type.runtimeName.prefix(1).uppercased() + value.type.runtimeName.dropFirst()
    }
  }

  mutating func next() -> Element? {
    defer { position += 1 }
    if keys.isEmpty {
      guard position < values.count else { return nil }
      let value = values[position]
      return isPaired ? Element(first: .int(Int64(position)), second: value) : Element(first: value, second: .null)
    }
    guard position < keys.count else { return nil }
    return Element(first: keys[position], second: isPaired ? values[position] : .null)
  }
}
