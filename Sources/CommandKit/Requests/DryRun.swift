/// What `--dry-run` says, as kubectl has it.
public enum DryRun: String, Sendable, Hashable, CaseIterable {
  case none
  /// Nothing is sent; what would be is printed.
  case client
  /// The server checks what is sent, and stores nothing.
  case server

  /// What is added to the line that says what was done.
  var suffix: String {
    switch self {
    case .none: ""
    case .client: " (dry run)"
    case .server: " (server dry run)"
    }
  }
}
