public import Logging

/// Writes each record as one line.
public struct LineLogHandler: LogHandler {
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?
  public var logLevel: Logger.Level
  private let label: String
  private let format: LogFormat
  private let sink: LogSink
  private let now: @Sendable () -> UnixTime

  /// - Parameters:
  ///   - label: The logger's label, as the factory of `LoggingSystem.bootstrap` is given it.
  ///   - level: The lowest level that is written; `info` by default.
  ///   - sink: Where lines go; the standard error by default, which leaves the standard output to results.
  ///   - now: The wall clock.
  public init(
    label: String, format: LogFormat, level: Logger.Level = .info, sink: LogSink = .standardError,
    now: @escaping @Sendable () -> UnixTime = { .now }
  ) {
    self.label = label
    self.format = format
    self.logLevel = level
    self.sink = sink
    self.now = now
  }

  public subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) {
    let record = LogRecord(event: event, time: now(), label: label, metadata: metadata, provider: metadataProvider)
    let line =
      switch format {
      case .text: record.text
      case .json: record.json
      }
    sink.write(line + "\n")
  }
}
