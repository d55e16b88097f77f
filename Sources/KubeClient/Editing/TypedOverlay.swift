import KubeCore

/// Carries changes of a typed view over to the tree that the view was made of.
///
/// A type knows only some of an object's fields. Its encodings before and after a change say what has changed; what
/// they do not mention stays in the tree as it is, inside the elements of lists too.
enum TypedOverlay {
  /// The tree with the changes that lead from `before` to `after`.
  static func carry(_ before: JSONValue?, _ after: JSONValue?, onto tree: JSONValue?) -> JSONValue? {
    guard before != after else { return tree }
    switch (before, after, tree) {
    case (.object(let old)?, .object(let new)?, .object(let whole)?): return .object(carry(old, new, onto: whole))
    case (.array(let old)?, .array(let new)?, .array(let whole)?) where old.count == whole.count:
      return .array(carry(old, new, onto: whole))
    default: return after
    }
  }

  private static func carry(_ before: JSONObject, _ after: JSONObject, onto tree: JSONObject) -> JSONObject {
    var result = tree
    for key in before.keys where after[key] == nil { result[key] = nil }
    for (key, value) in after { result[key] = carry(before[key], value, onto: tree[key]) }
    return result
  }

  /// Each element after the change is laid over the one that it was before, if it was there.
  private static func carry(_ before: [JSONValue], _ after: [JSONValue], onto tree: [JSONValue]) -> [JSONValue] {
    let origins = ElementMatching.origins(of: after, in: before)
    return zip(after, origins).map { element, origin in
      guard let origin else { return element }
      return carry(before[origin], element, onto: tree[origin]) ?? element
    }
  }
}
