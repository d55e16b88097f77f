import Logging

extension Logger {
  /// A logger that says nothing.
  static let quiet = Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() }
}
