public import ArgumentParser
public import Logging
import Observability

/// How a command logs: to standard error, so that standard output holds results alone.
struct LogOptions: ParsableArguments {
  @Option(help: "How log records are written.")
  var logFormat: LogFormat = .text

  @Option(help: "The lowest level that is logged: trace, debug, info, notice, warning, error, critical.")
  var logLevel: Logger.Level?

  func makeLogger(_ label: String, defaultLevel: Logger.Level = .info) -> Logger {
    let level = logLevel ?? defaultLevel
    return Logger(label: label) { [logFormat] label in LineLogHandler(label: label, format: logFormat, level: level) }
  }
}

extension LogFormat: ExpressibleByArgument {}
extension Logger.Level: @retroactive ExpressibleByArgument {}
