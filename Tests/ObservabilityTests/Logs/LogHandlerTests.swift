import Logging
import Synchronization
import Testing

@testable import Observability

@Suite struct LogHandlerTests {
  /// 2026-06-01T12:30:05.042Z
  private static let moment = UnixTime(milliseconds: 1_780_317_005_042)

  private final class Lines: Sendable {
    let all = Mutex<[String]>([])
    var sink: LogSink { LogSink { line in self.all.withLock { $0.append(line) } } }
  }

  private func lines(_ format: LogFormat, level: Logger.Level = .info, _ body: (inout Logger) -> Void) -> [String] {
    let lines = Lines()
    var logger = Logger(label: "slipway.test") { label in
      LineLogHandler(label: label, format: format, level: level, sink: lines.sink, now: { Self.moment })
    }
    body(&logger)
    return lines.all.withLock { $0 }
  }

  @Test func jsonRecordIsOneLineWithMetadataInOrder() {
    let written = lines(.json) { logger in
      logger[metadataKey: "pod"] = "a-1"
      logger[metadataKey: "step"] = "1"
      logger.info("rolled\n\"out\"", metadata: ["step": "2", "list": ["x", "y"], "more": ["b": "2", "a": "1"]])
    }
    #expect(
      written == [
        #"{"time":"2026-06-01T12:30:05.042Z","level":"info","logger":"slipway.test","message":"rolled\n\"out\"","#
          + #""metadata":{"list":["x","y"],"more":{"a":"1","b":"2"},"pod":"a-1","step":"2"}}"# + "\n"
      ])
  }

  @Test func jsonEscapesWhatWouldBreakTheLine() {
    #expect(LogRecord.quoted("\u{0}\u{1b}\t\r\u{2028}é\\") == #""\u0000\u001b\t\r\u2028é\\""#)
  }

  @Test func textRecordIsOneLineWithQuotedPairs() {
    let written = lines(.text) { logger in
      logger.warning("two\nlines", metadata: ["plain": "x", "spaced": "a b", "pair": "a=b", "empty": ""])
    }
    let line = #"2026-06-01T12:30:05.042Z WARNING  slipway.test: two\nlines "#
      + #"empty="" pair="a=b" plain=x spaced="a b""#
    #expect(written == [line + "\n"])
  }

  @Test(arguments: LogFormat.allCases)
  func recordsBelowTheLevelAreNotWritten(format: LogFormat) {
    let written = lines(format, level: .warning) { logger in
      logger.info("quiet")
      logger.error("loud")
    }
    #expect(written.count == 1)
  }

  @Test(arguments: LogFormat.allCases)
  func secretsAreNeverWritten(format: LogFormat) {
    let secret = Secret("hunter2")
    let written = lines(format) { logger in
      logger.info("login as \(secret)", metadata: ["token": .secret("hunter2"), "nested": ["in": .secret("hunter2")]])
      logger.info("dumped \(String(reflecting: secret))", metadata: ["list": [.secret(42)]])
    }
    #expect(written.count == 2)
    #expect(!written.joined().contains("hunter2"))
    #expect(!written.joined().contains("42\""))
    #expect(written.joined().contains("<redacted>"))
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("hunter2"))
    #expect(secret.exposed == "hunter2")
  }

  @Test func providedMetadataYieldsToThatOfTheCall() {
    let lines = Lines()
    var handler = LineLogHandler(label: "l", format: .json, sink: lines.sink, now: { Self.moment })
    handler.metadataProvider = Logger.MetadataProvider { ["a": "provider", "b": "provider"] }
    handler.metadata = ["a": "handler", "c": "handler"]
    Logger(label: "l", factory: { _ in handler }).info("m", metadata: ["b": "call"])
    #expect(
      lines.all.withLock { $0.joined() }.contains(#""metadata":{"a":"provider","b":"call","c":"handler"}"#))
  }
}
