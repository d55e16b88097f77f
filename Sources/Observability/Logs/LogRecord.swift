public import Logging

/// One log record, ready to be written in either format.
public struct LogRecord: Sendable {
  /// When it was logged.
  public var time: UnixTime
  public var level: Logger.Level
  /// The label of the logger.
  public var label: String
  public var message: String
  /// What the logger, its provider and the call gave, the later before the earlier where keys are the same.
  public var metadata: Logger.Metadata

  public init(time: UnixTime, level: Logger.Level, label: String, message: String, metadata: Logger.Metadata) {
    self.time = time
    self.level = level
    self.label = label
    self.message = message
    self.metadata = metadata
  }

  /// Joins an event with the metadata around it; an error becomes the key `error`.
  init(
    event: LogEvent, time: UnixTime, label: String, metadata: Logger.Metadata, provider: Logger.MetadataProvider?
  ) {
    var metadata = metadata
    if let provided = provider?.get() { metadata.merge(provided) { $1 } }
    if let given = event.metadata { metadata.merge(given) { $1 } }
    if let error = event.error { metadata["error"] = .string("\(error)") }
    self.init(time: time, level: event.level, label: label, message: event.message.description, metadata: metadata)
  }
}
