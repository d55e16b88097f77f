import KubeCore
import KubeSchema

/// Which fields differ between two values.
struct FieldComparison: Sendable {
  var added = FieldSet()
  var modified = FieldSet()
  var removed = FieldSet()

  var isSame: Bool { added.isEmpty && modified.isEmpty && removed.isEmpty }
  var changed: FieldSet { added.union(modified) }

  init() {}

  init(_ old: JSONValue?, _ new: JSONValue?, _ schema: Schema?) {
    // Most of an object stays as it is in most writes: what is equal has no fields that differ.
    guard old != new else { return }
    if case .object(let before) = old, case .object(let after) = new, FieldTree.hasParts(schema, .object(after)) {
      compare(before, after, schema)
      return
    }
    let oldParts = Self.parts(old, schema)
    let newParts = Self.parts(new, schema)
    if oldParts == nil || newParts == nil, old != new {
      // A scalar on one side at least; null counts as an empty object or list.
      if old != nil, new != nil { modified.isMember = true }
    }
    compare(oldParts ?? [], newParts ?? [])
    if old == nil { added.isMember = true }
    if new == nil { removed.isMember = true }
  }

  /// Leaves out a path and all below it.
  mutating func ignore(_ path: [PathElement]) {
    added = added.removing(path)
    modified = modified.removing(path)
    removed = removed.removing(path)
  }

  private mutating func compare(_ old: FieldTree.Parts, _ new: FieldTree.Parts) {
    var rest: [PathElement: JSONValue] = [:]
    for part in old { rest[part.element] = part.value }
    let isUnique = rest.count == old.count && Set(new.map(\.element)).count == new.count
    guard isUnique else { return compareRepeated(old, new) }
    for part in new {
      merge(FieldComparison(rest.removeValue(forKey: part.element), part.value, part.schema), at: part.element)
    }
    for part in old where rest[part.element] != nil {
      merge(FieldComparison(part.value, nil, part.schema), at: part.element)
    }
  }

  /// Members stand once each.
  private mutating func compare(_ old: JSONObject, _ new: JSONObject, _ schema: Schema?) {
    for (name, value) in new {
      let before = old[name]
      if before != value { merge(FieldComparison(before, value, schema?.member(name)), at: .field(name)) }
    }
    for (name, value) in old where new[name] == nil {
      merge(FieldComparison(value, nil, schema?.member(name)), at: .field(name))
    }
  }

  /// Elements that stand twice are compared as a whole.
  private mutating func compareRepeated(_ old: FieldTree.Parts, _ new: FieldTree.Parts) {
    let before = Dictionary(grouping: old, by: \.element)
    let after = Dictionary(grouping: new, by: \.element)
    for element in Set(before.keys).union(after.keys) {
      let (left, right) = (before[element] ?? [], after[element] ?? [])
      if left.count < 2, right.count < 2 {
        let schema = (right.first ?? left.first)?.schema
        merge(FieldComparison(left.first?.value, right.first?.value, schema), at: element)
      } else if right.isEmpty {
        removed[element] = .member
      } else if left.isEmpty {
        added[element] = .member
      } else if left.map(\.value) != right.map(\.value) {
        modified[element] = .member
      }
    }
  }

  private mutating func merge(_ below: FieldComparison, at element: PathElement) {
    if !below.added.isEmpty { added[element] = below.added }
    if !below.modified.isEmpty { modified[element] = below.modified }
    if !below.removed.isEmpty { removed[element] = below.removed }
  }

  /// `nil` for a leaf; null and nothing have no parts where the schema allows parts.
  private static func parts(_ value: JSONValue?, _ schema: Schema?) -> FieldTree.Parts? {
    guard let value else { return [] }
    if value.isNull {
      guard let schema, !schema.isAtomicObject else { return nil }
      if schema.kind == .object { return [] }
      return schema.kind == .array && schema.listType != .atomic ? [] : nil
    }
    guard case .parts(let parts) = FieldTree.shape(of: value, schema) else { return nil }
    return parts
  }
}
