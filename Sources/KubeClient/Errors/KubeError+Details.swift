import KubeCore

extension KubeError {
  /// A field that another manager owns, which an apply without force may not change.
  public struct FieldConflict: Sendable, Hashable {
    /// The name of the other manager; with `using` and a version when it wrote through another version.
    public var manager: String
    /// The path, such as `.spec.replicas`.
    public var field: String

    public init(manager: String, field: String) {
      self.manager = manager
      self.field = field
    }
  }

  /// The fields that an apply may not change because other managers own them.
  public var fieldConflicts: [FieldConflict] {
    causes.filter { $0.reason == "FieldManagerConflict" }.map { cause in
      // The message reads: conflict with "alpha" using apps/v1
      let words = (cause.message ?? "").split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
      let manager = words.count == 3 ? words[1] + words[2] : words[0]
      return FieldConflict(manager: String(manager), field: cause.field ?? "")
    }
  }

  /// Whether the server has not reached the version that was asked for: a lagging replica, or a restored backup.
  ///
  /// API servers answer 504 with this cause; older ones only say so in the message.
  public var isResourceVersionTooLarge: Bool {
    code == .serverTimeout
      && (causes.contains { $0.reason == "ResourceVersionTooLarge" }
        || message.contains("Too large resource version"))
  }

  /// The token with which an expired list can go on at another version, when the server offers one.
  ///
  /// What it leads to is no complete list of any one moment.
  public var inconsistentContinuation: String? {
    guard code == .gone, let token = status?.metadata?.continue, !token.isEmpty else { return nil }
    return token
  }

  /// The same error without the values that a server quotes when it refuses them: they may be secret.
  func redacted() -> KubeError {
    guard code == .invalid || code == .badRequest, var status else { return self }
    let fields = causes.compactMap(\.field).joined(separator: ", ")
    var error = self
    error.message = "the secret is \(code == .invalid ? "invalid" : "unreadable")"
    if !fields.isEmpty { error.message += ": \(fields)" }
    status.message = error.message
    status.details?.causes = causes.map { Status.Cause(reason: $0.reason, message: nil, field: $0.field) }
    error.status = status
    return error
  }
}
