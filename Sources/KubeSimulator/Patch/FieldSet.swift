import KubeCore

/// A set of field paths, as a tree: what one manager owns (`fieldsV1`).
///
/// The names of the children are path elements in wire form: `f:name` for a member, `k:{...}` for the element of a
/// keyed list, `v:...` for the element of a set.
struct FieldSet: Sendable, Hashable {
  /// Whether the path that leads here is in the set itself.
  var isMember = false
  var children: [String: FieldSet] = [:]

  static let member = FieldSet(isMember: true)

  var isEmpty: Bool { !isMember && children.values.allSatisfy(\.isEmpty) }

  subscript(path: [String]) -> FieldSet? {
    var node: FieldSet? = self
    for element in path { node = node?.children[element] }
    return node
  }

  /// Sets a child, or takes an empty one away.
  mutating func setChild(_ element: String, _ child: FieldSet) { children[element] = child.isEmpty ? nil : child }

  func union(_ other: FieldSet) -> FieldSet {
    FieldSet(
      isMember: isMember || other.isMember, children: children.merging(other.children) { $0.union($1) })
  }

  func subtracting(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && !other.isMember)
    for (element, child) in children {
      result.setChild(element, other.children[element].map { child.subtracting($0) } ?? child)
    }
    return result
  }

  func intersection(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && other.isMember)
    for (element, child) in children {
      if let counterpart = other.children[element] { result.setChild(element, child.intersection(counterpart)) }
    }
    return result
  }

  func intersects(_ other: FieldSet) -> Bool {
    (isMember && other.isMember)
      || children.contains { element, child in other.children[element].map { child.intersects($0) } ?? false }
  }

  /// Without a path and everything below it.
  func removing(_ path: some Collection<String>) -> FieldSet {
    guard let first = path.first, let child = children[first] else { return path.isEmpty ? FieldSet() : self }
    var result = self
    result.setChild(first, child.removing(path.dropFirst()))
    return result
  }

  /// Only what is at or below a path of member names.
  func keeping(_ names: [String]) -> FieldSet {
    var result = FieldSet()
    for name in names { if let child = children["f:\(name)"] { result.children["f:\(name)"] = child } }
    return result
  }

  /// The paths in the set, as conflict messages write them, sorted.
  var paths: [String] {
    var result = isMember ? [""] : []
    for (element, child) in children.sorted(by: { $0.key < $1.key }) {
      result += child.paths.map { Self.text(of: element) + $0 }
    }
    return result
  }

  private static func text(of element: String) -> String {
    let rest = String(element.dropFirst(2))
    switch element.first {
    case "f": return "." + rest
    case "k":
      let object = (try? JSONParser.parse(rest))?.object ?? [:]
      return "[" + object.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",") + "]"
    default: return "[=\(rest)]"
    }
  }
}

// MARK: - Wire form

extension FieldSet {
  init(fieldsV1: JSONValue) {
    for (key, value) in fieldsV1.object ?? [:] {
      if key == "." {
        isMember = true
      } else {
        var child = FieldSet(fieldsV1: value)
        if child.children.isEmpty { child.isMember = true }
        children[key] = child
      }
    }
  }

  var fieldsV1: JSONValue {
    var object = JSONObject()
    for (key, child) in children.sorted(by: { $0.key < $1.key }) {
      var value = child.fieldsV1
      if child.isMember, case .object(let below) = value, !below.isEmpty {
        value = .object(JSONObject([(".", [:])] + below.map { ($0.key, $0.value) }))
      }
      object[key] = value
    }
    return .object(object)
  }
}
