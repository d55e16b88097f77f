extension MergePatch {
  /// The patch that makes `target` of `source`; `nil` when they are equal.
  ///
  /// A merge patch cannot write `null`: such a value in `target` is removed instead, as API servers do in the end.
  public static func difference(from source: JSONValue, to target: JSONValue) -> JSONValue? {
    guard source != target else { return nil }
    guard case .object(let old) = source, case .object(let new) = target else { return target }
    var patch = JSONObject()
    for (key, _) in old where new[key] == nil { patch[key] = .null }
    for (key, value) in new {
      guard let before = old[key] else {
        if !value.isNull { patch[key] = value }
        continue
      }
      patch[key] = difference(from: before, to: value)
    }
    return patch.isEmpty ? nil : .object(patch)
  }
}
