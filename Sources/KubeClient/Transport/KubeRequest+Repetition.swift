extension KubeRequest {
  /// Whether a request may be sent once more after it has failed.
  public enum Repetition: String, Sendable, Hashable {
    /// It reads, or a second time has no effect beyond the first: whatever happened, it may be sent again.
    case safe
    /// It may be sent again only when it was surely not carried out: refused, or no connection was made.
    case ifRefused
    /// It must not be sent again: its body cannot be produced twice, or a refusal is the answer.
    case never
  }

  /// Method and path, as errors name the request. Queries are left out: they may be long.
  var name: String { "\(method.rawValue) \(path)" }

  /// Whether the request may carry or concern a Secret's data.
  var writesSecrets: Bool {
    method != .get && path.hasPrefix("/api/v1/") && path.split(separator: "/").contains("secrets")
  }
}
