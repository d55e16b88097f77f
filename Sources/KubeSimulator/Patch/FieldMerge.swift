import KubeCore
import KubeSchema

/// Laying an applied configuration over an object, and taking fields out of one.
enum FieldMerge {
  /// The object with every field that the configuration sets.
  static func merge(_ live: JSONValue?, _ applied: JSONValue, _ schema: Schema?) -> JSONValue {
    guard let live, FieldTree.hasParts(schema, applied) else { return applied }
    switch (live, applied) {
    case (.object(var object), .object(let changes)):
      for (key, change) in changes { object[key] = merge(object[key], change, schema?.member(key)) }
      return .object(object)
    case (.array(let old), .array(let new)): return .array(mergeLists(old, new, schema))
    default: return applied
    }
  }

  /// Keeps the order of the applied list, and puts the elements that only the object has where they stood.
  private static func mergeLists(_ old: [JSONValue], _ new: [JSONValue], _ schema: Schema?) -> [JSONValue] {
    guard let schema else { return new }
    let oldElements = old.map { FieldTree.element(for: $0, in: schema) }
    let newElements = new.map { FieldTree.element(for: $0, in: schema) }
    let inOld = Dictionary(zip(oldElements, old)) { first, _ in first }
    let inNew = Set(newElements)
    var result: [JSONValue] = []
    var position = 0
    func takeOldOnly(before isEnd: (PathElement) -> Bool) {
      while position < old.count, !isEnd(oldElements[position]) {
        if !inNew.contains(oldElements[position]) { result.append(old[position]) }
        position += 1
      }
    }
    for (element, value) in zip(newElements, new) {
      if inOld[element] != nil, oldElements[position...].contains(element) {
        takeOldOnly { $0 == element }
        position += 1
      } else if inOld[element] == nil {
        takeOldOnly { inNew.contains($0) }
      }
      result.append(merge(inOld[element], value, schema.items))
    }
    takeOldOnly { _ in false }
    return result
  }

  /// The value without the fields of a set and all that is below them; `nil` when nothing is left of it.
  static func remove(_ fields: FieldSet, from value: JSONValue, _ schema: Schema?) -> JSONValue? {
    guard fields.hasChildren, case .parts(let parts) = FieldTree.shape(of: value, schema) else { return value }
    var kept: [(PathElement, JSONValue)] = []
    for part in parts {
      guard let below = fields[part.element] else {
        kept.append((part.element, part.value))
        continue
      }
      if below.isMember { continue }
      // What is left empty stays where somebody owns it.
      kept.append((part.element, remove(below, from: part.value, part.schema) ?? .null))
    }
    if kept.isEmpty, !parts.isEmpty { return nil }
    if value.array != nil { return .array(kept.map(\.1)) }
    return .object(
      JSONObject(
        kept.compactMap { element, value in
          guard case .field(let name) = element else { return nil }
          return (name, value)
        }))
  }
}
