import KubeCore

/// `allOf`, `anyOf`, `oneOf` and `not`, as the server's validator goes through them.
///
/// Source: `k8s.io/kube-openapi/pkg/validation/validate`.
extension Schema {
  func branchErrors(_ value: JSONValue, _ path: String) -> [FieldError] {
    anyOfErrors(value, path) + oneOfErrors(value, path) + allOfErrors(value, path) + notErrors(value, path)
  }

  private func anyOfErrors(_ value: JSONValue, _ path: String) -> [FieldError] {
    guard !limits.anyOf.isEmpty else { return [] }
    let results = limits.anyOf.map { $0.validate(value, path: path) }
    guard !results.contains(where: \.isEmpty) else { return [] }
    return [problem("must validate at least one schema (anyOf)", path)] + best(limits.anyOf, results, value)
  }

  private func oneOfErrors(_ value: JSONValue, _ path: String) -> [FieldError] {
    guard !limits.oneOf.isEmpty else { return [] }
    let results = limits.oneOf.map { $0.validate(value, path: path) }
    let valid = results.count(where: \.isEmpty)
    guard valid != 1 else { return [] }
    let found = valid == 0 ? "Found none valid" : "Found \(valid) valid alternatives"
    let error = problem("must validate one and only one schema (oneOf). \(found)", path)
    return [error] + (valid == 0 ? best(limits.oneOf, results, value) : [])
  }

  private func allOfErrors(_ value: JSONValue, _ path: String) -> [FieldError] {
    let results = limits.allOf.map { $0.validate(value, path: path) }
    let valid = results.count(where: \.isEmpty)
    guard valid != results.count else { return [] }
    let more = valid == 0 ? ". None validated" : ""
    return results.flatMap(\.self) + [problem("must validate all the schemas (allOf)\(more)", path)]
  }

  private func notErrors(_ value: JSONValue, _ path: String) -> [FieldError] {
    guard let not = limits.not, not.validate(value, path: path).isEmpty else { return [] }
    return [problem("must not validate the schema (not)", path)]
  }

  private func problem(_ text: String, _ path: String) -> FieldError {
    .invalid("<nil>", "", (path.isEmpty ? "" : "\"\(path)\" ") + text)
  }

  /// What is wrong by the branch that comes closest: the first of those in which most checks were made.
  private func best(_ branches: [Schema], _ results: [[FieldError]], _ value: JSONValue) -> [FieldError] {
    var best: (count: Int, errors: [FieldError]) = (-1, [])
    for (branch, errors) in zip(branches, results) {
      let count = branch.checkCount(of: value)
      if count > best.count { best = (count, errors) }
    }
    return best.errors
  }

  /// How many checks the server's validator counts for a value (`Result.MatchCount`).
  private func checkCount(of value: JSONValue) -> Int {
    let hasType = kind != .any || format != nil
    let isTyped = hasType && matchesType(of: value)
    if value.isNull { return isTyped || !hasType ? 1 : 0 }
    // One for each validator that applies: of types, branches and enumerations, and the one of the value's own kind.
    var count = 1 + (hasType ? 1 : 0) + (isTyped ? 1 : 0) + 2 + 1
    switch value {
    case .object(let object):
      count += 1
      for (key, child) in object { count += member(key)?.checkCount(of: child) ?? 0 }
    case .array(let array):
      count += 2
      for element in array { count += items?.checkCount(of: element) ?? 0 }
    case .string: count += format == nil ? 1 : 2
    case .integer, .double, .number: count += 2
    default: break
    }
    for branch in limits.allOf + limits.anyOf.prefix(1) + limits.oneOf.prefix(1) {
      count += branch.checkCount(of: value)
    }
    return count
  }
}
