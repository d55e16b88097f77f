import KubeCore
import KubeSchema

/// Strategic merge patch: a merge patch that knows the keys of lists.
///
/// Lists that are keyed for server-side apply are merged by the first of their keys, as the published `patchMergeKey`
/// tags have it. Directives: `$patch`, `$setElementOrder/...`, `$deleteFromPrimitiveList/...`, `$retainKeys`.
enum StrategicMerge {
  static func apply(_ patch: JSONValue, to original: JSONValue, _ schema: Schema?) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    switch changes["$patch"]?.string {
    case "delete": return [:]
    case "replace": return .object(withoutDirectives(changes))
    default: break
    }
    var result = original.object ?? [:]
    retainKeys(changes["$retainKeys"], in: &result)
    for (key, change) in changes where !key.hasPrefix("$") {
      if change.isNull {
        result[key] = nil
      } else if let merged = merge(change, into: result[key], schema?.member(key), order: order(of: key, in: changes)) {
        result[key] = merged
      }
    }
    applyListDirectives(changes, to: &result, schema)
    return .object(result)
  }

  private static func merge(
    _ change: JSONValue, into current: JSONValue?, _ schema: Schema?, order: [JSONValue]?
  ) -> JSONValue? {
    switch change {
    case .object:
      // Where there is nothing, a directive has nothing to say, nor what stands beside it.
      guard let current, current.object != nil else { return withoutDirectives(change) }
      return apply(change, to: current, schema)
    case .array(let elements): return mergeList(elements, into: current?.array ?? [], schema, order: order)
    default: return change
    }
  }

  private static func order(of key: String, in changes: JSONObject) -> [JSONValue]? {
    changes["$setElementOrder/\(key)"]?.array
  }

  private static func retainKeys(_ keys: JSONValue?, in object: inout JSONObject) {
    guard let keys = keys?.array?.compactMap(\.string) else { return }
    for key in object.keys where !keys.contains(key) { object[key] = nil }
  }

  /// - Returns: `nil` for what is itself a directive.
  private static func withoutDirectives(_ value: JSONValue) -> JSONValue? {
    switch value {
    case .object(let object):
      guard object["$patch"] == nil else { return nil }
      return .object(
        JSONObject(
          object.filter { !$0.key.hasPrefix("$") && !$0.value.isNull }.compactMap { key, child in
            withoutDirectives(child).map { (key, $0) }
          }))
    case .array(let array): return .array(array.compactMap(withoutDirectives))
    default: return value
    }
  }

  private static func withoutDirectives(_ object: JSONObject) -> JSONObject {
    JSONObject(object.filter { !$0.key.hasPrefix("$") }.map { ($0.key, $0.value) })
  }

  /// Directives that stand without a change of the list itself.
  private static func applyListDirectives(_ changes: JSONObject, to result: inout JSONObject, _ schema: Schema?) {
    for (key, value) in changes {
      if let name = key.suffix(after: "$deleteFromPrimitiveList/") {
        let gone = value.elements
        if let list = result[name]?.array { result[name] = .array(list.filter { !gone.contains($0) }) }
      }
      if let name = key.suffix(after: "$setElementOrder/"), changes[name] == nil, let list = result[name]?.array {
        let key = mergeKey(of: schema?.member(name))
        result[name] = .array(arrange([], list, order: value.elements, server: list, key))
      }
    }
  }
}

// MARK: - Lists

extension StrategicMerge {
  static func mergeKey(of schema: Schema?) -> String? {
    guard case .map(let keys) = schema?.listType else { return nil }
    return keys.first
  }

  private static func mergeList(
    _ changes: [JSONValue], into current: [JSONValue], _ schema: Schema?, order: [JSONValue]?
  ) -> JSONValue {
    if schema?.listType == .set { return mergePrimitives(changes, into: current, order: order) }
    guard let key = mergeKey(of: schema) else { return .array(changes) }
    if changes.contains(where: { $0["$patch"]?.string == "replace" }) {
      return .array(changes.filter { $0["$patch"] == nil })
    }
    let deleted = Set(changes.filter { $0["$patch"]?.string == "delete" }.compactMap { $0[key] })
    let server = current.filter { element in element[key].map { !deleted.contains($0) } ?? true }
    let patched = changes.filter { $0["$patch"]?.string != "delete" }.map { change in
      let match = server.first { $0[key] != nil && $0[key] == change[key] }
      return match.map { apply(change, to: $0, schema?.items) } ?? withoutDirectives(change) ?? [:]
    }
    let names = Set(patched.compactMap { $0[key] })
    let rest = server.filter { element in element[key].map { !names.contains($0) } ?? true }
    return .array(arrange(patched, rest, order: order ?? [], server: current, key))
  }

  private static func mergePrimitives(
    _ changes: [JSONValue], into current: [JSONValue], order: [JSONValue]?
  ) -> JSONValue {
    let rest = current.filter { !changes.contains($0) }
    return .array(arrange(changes, rest, order: order ?? [], server: current, nil))
  }

  /// Patched elements in the order that the patch asks for, with the server's own where they stood.
  private static func arrange(
    _ patched: [JSONValue], _ rest: [JSONValue], order: [JSONValue], server: [JSONValue], _ key: String?
  ) -> [JSONValue] {
    func identity(_ value: JSONValue) -> JSONValue? { key.map { value[$0] } ?? value }
    func index(_ value: JSONValue, in list: [JSONValue]) -> Int? {
      list.firstIndex { identity($0) == identity(value) }
    }
    let ordered = order.compactMap { wanted in (patched + rest).first { identity($0) == identity(wanted) } }
    let first = ordered + patched.filter { index($0, in: ordered) == nil }
    let others = rest.filter { index($0, in: ordered) == nil }
    var result: [JSONValue] = []
    var position = 0
    for element in first {
      while position < others.count, let place = index(others[position], in: server),
        let limit = index(element, in: server), place < limit
      {
        result.append(others[position])
        position += 1
      }
      result.append(element)
    }
    return result + others[position...]
  }
}

extension String {
  fileprivate func suffix(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
