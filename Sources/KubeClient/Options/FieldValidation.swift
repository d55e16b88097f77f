/// What a server does with fields that it does not know, and with fields that are given twice.
public enum FieldValidation: String, Sendable, Hashable {
  /// Drops them silently.
  case ignore = "Ignore"
  /// Drops them and warns, which is the default of servers.
  case warn = "Warn"
  /// Refuses the request with `.badRequest`.
  case strict = "Strict"
}
