/// How log records are written.
public enum LogFormat: String, Sendable, CaseIterable {
  /// For people: `LogRecord/text`.
  case text
  /// For collectors: `LogRecord/json`.
  case json
}
