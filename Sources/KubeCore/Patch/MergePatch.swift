/// JSON Merge Patch (RFC 7386): members are replaced or added, `null` removes, lists are replaced whole.
public enum MergePatch {
  /// The document that results from laying `patch` over `target`.
  public static func apply(_ patch: JSONValue, to target: JSONValue) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var result = target.object ?? JSONObject()
    for (key, change) in changes {
      result[key] = change.isNull ? nil : apply(change, to: result[key] ?? .null)
    }
    return .object(result)
  }
}
