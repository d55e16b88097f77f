import KubeCore

/// Which old value a new value is held against, to let violations pass that were there before.
struct RuleCorrelation {
  typealias Pair = (new: JSONValue, old: JSONValue)

  /// The value and what it was; `nil` when there is nothing that it can be held against.
  var current: Pair?
  /// The nearest value above that can.
  var parent: Pair?
  var hasParent: Bool

  /// Whether nothing has changed here, so that a violation is no news.
  var isUnchanged: Bool {
    if let current { return current.new == current.old }
    return parent.map { $0.new == $0.old } ?? false
  }

  /// The same place in an `allOf`, where only what is above counts.
  var withoutCurrent: RuleCorrelation { RuleCorrelation(current: nil, parent: parent, hasParent: hasParent) }

  func member(_ name: String, of schema: Schema) -> RuleCorrelation {
    guard let current else { return self }
    if !hasParent, name == "apiVersion" || name == "kind" {
      return RuleCorrelation(current: nil, parent: nil, hasParent: true)
    }
    var pair: Pair?
    if let new = current.new[name], let old = current.old[name] { pair = (new, old) }
    return RuleCorrelation(current: pair, parent: current, hasParent: true)
  }

  func element(_ position: Int, of schema: Schema) -> RuleCorrelation {
    guard let current else { return self }
    var pair: Pair?
    if let new = current.new[position], let old = schema.counterpart(of: new, in: current.old.array ?? []) {
      pair = (new, old)
    }
    return RuleCorrelation(current: pair, parent: current, hasParent: true)
  }
}

extension Schema {
  /// The element of an old list that a new element takes the place of: the one with its keys, or the same one of a set.
  func counterpart(of element: JSONValue, in old: [JSONValue]) -> JSONValue? {
    switch listType {
    case .atomic: nil
    case .set: old.first { $0 == element }
    case .map(let keys): old.first { other in keys.allSatisfy { other[$0] == element[$0] } }
    }
  }
}
