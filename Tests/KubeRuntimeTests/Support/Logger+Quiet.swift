import Logging

extension Logger {
  /// For tests that provoke what would be logged.
  static var quiet: Logger { Logger(label: "quiet") { _ in SwiftLogNoOpLogHandler() } }
}
