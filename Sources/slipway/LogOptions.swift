public import ArgumentParser
public import Logging
import Observability

/// How a command logs: to standard error, so that standard output holds results alone.
struct LogOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "How log records are written.")
  var logFormat: Format = .text

  @Option(help: "The lowest level that is logged: trace, debug, info, notice, warning, error, critical.")
  var logLevel: Logger.Level?

  func makeLogger(_ label: String, defaultLevel: Logger.Level = .info) -> Logger {
    let level = logLevel ?? defaultLevel
    return Logger(label: label) { [logFormat] label in
      switch logFormat {
      case .text: TextLogHandler(label: label, level: level)
      case .json: JSONLogHandler(label: label, level: level)
      }
    }
  }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
