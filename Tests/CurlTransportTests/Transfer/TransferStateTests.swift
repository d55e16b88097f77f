import Testing

@testable import CurlTransport

/// Drives the state with names for waiters, and writes down what it asks for.
private struct StateDriver {
  enum Event {
    case submit, begin, head, receive(String), read, finish, lose, cancel
  }

  var state = TransferState<String, String>()
  private var reads = 0
  let watermark = 4

  mutating func apply(_ event: Event) -> String {
    switch event {
    case .submit:
      switch state.submit("head") {
      case .submit: "submit"
      case .fail(let waiter, let error): "fail \(waiter) \(error.code)"
      }
    case .begin: state.begin() ? "run" : "skip"
    case .head: state.receiveHead(watermark: watermark).map { "give \($0)" } ?? "nobody"
    case .receive(let text): receive(text)
    case .read: read()
    case .finish: describe(state.finish(nil))
    case .lose: describe(state.finish(CurlError(.connectionLost, "lost")))
    case .cancel: describe(state.cancel(CurlError(.cancelled, "cancelled")))
    }
  }

  private mutating func receive(_ text: String) -> String {
    switch Array(text.utf8).withUnsafeBytes({ state.receive($0) }) {
    case .accept: "accept"
    case .deliver(let waiter, let bytes): "deliver \(waiter) \(bytes.text)"
    case .pause: "pause"
    case .abort: "abort"
    }
  }

  private mutating func read() -> String {
    reads += 1
    switch state.read("reader\(reads)") {
    case .deliver(let waiter, let bytes, let resumes):
      return "deliver \(waiter) \(bytes.text)\(resumes ? " resume" : "")"
    case .end(let waiter): return "end \(waiter)"
    case .fail(let waiter, let error): return "fail \(waiter) \(error.code)"
    case .wait: return "wait"
    }
  }

  private func describe(_ action: TransferState<String, String>.EndAction) -> String {
    let parts = [
      action.head, action.reader, action.error.map { "\($0.code)" }, action.stopsTransfer ? "stop" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }
}

@Suite struct TransferStateTests {
  private static func trace(_ events: [StateDriver.Event]) -> [String] {
    var driver = StateDriver()
    return events.map { driver.apply($0) }
  }

  @Test func wholeExchange() {
    let trace = Self.trace([.submit, .begin, .head, .receive("ab"), .read, .read, .receive("c"), .finish, .read, .read])
    #expect(
      trace == [
        "submit", "run", "give head", "accept", "deliver reader1 ab", "wait", "deliver reader2 c", "stop",
        "end reader3", "end reader4",
      ])
  }

  @Test func bytesThatCameBeforeTheEndAreStillRead() {
    let trace = Self.trace([.submit, .begin, .head, .receive("ab"), .finish, .read, .read])
    #expect(trace.suffix(2) == ["deliver reader1 ab", "end reader2"])
  }

  @Test func endReachesAReaderWhoWaits() {
    #expect(Self.trace([.submit, .begin, .head, .read, .finish]).last == "reader1 stop")
  }

  @Test func pausesAtTheWatermarkAndResumesWhenRead() {
    let trace = Self.trace([
      .submit, .begin, .head, .receive("abc"), .receive("de"), .receive("f"), .receive("f"), .read, .receive("f"),
      .read, .read,
    ])
    #expect(
      trace.suffix(8) == [
        "accept", "accept", "pause", "pause", "deliver reader1 abcde resume", "accept", "deliver reader2 f", "wait",
      ])
  }

  @Test func readerWhoWaitsGetsBytesBeyondTheWatermarkAtOnce() {
    #expect(Self.trace([.submit, .begin, .head, .read, .receive("abcdefgh")]).last == "deliver reader1 abcdefgh")
  }

  @Test func cancelBeforeSubmission() {
    #expect(Self.trace([.cancel, .submit, .begin]) == ["cancelled", "fail head cancelled", "skip"])
  }

  @Test func cancelBeforeTheThreadSawIt() {
    #expect(Self.trace([.submit, .cancel, .begin, .finish]) == ["submit", "head cancelled stop", "skip", ""])
  }

  @Test func cancelBeforeTheHead() {
    let trace = Self.trace([.submit, .begin, .cancel, .head, .receive("x"), .finish])
    #expect(trace == ["submit", "run", "head cancelled stop", "nobody", "abort", ""])
  }

  @Test func cancelAfterTheHeadDropsUnreadBytes() {
    let trace = Self.trace([.submit, .begin, .head, .receive("ab"), .cancel, .read, .receive("c"), .cancel])
    #expect(trace.suffix(5) == ["accept", "cancelled stop", "fail reader1 cancelled", "abort", ""])
  }

  @Test func cancelReachesAReaderWhoWaits() {
    #expect(Self.trace([.submit, .begin, .head, .read, .cancel]).last == "reader1 cancelled stop")
  }

  @Test func cancelAfterTheEndStopsNothing() {
    #expect(Self.trace([.submit, .begin, .head, .finish, .cancel]).last == "cancelled")
  }

  @Test func errorBeforeTheHead() {
    #expect(Self.trace([.submit, .begin, .lose]).last == "head connectionLost stop")
    #expect(Self.trace([.submit, .lose, .begin]) == ["submit", "head connectionLost stop", "skip"])
  }

  @Test func errorAfterTheHeadComesAfterTheBytesBeforeIt() {
    let trace = Self.trace([.submit, .begin, .head, .receive("ab"), .lose, .read, .read, .read])
    #expect(trace.suffix(3) == ["deliver reader1 ab", "fail reader2 connectionLost", "fail reader3 connectionLost"])
  }

  @Test func endWithoutAHeadIsAnError() {
    #expect(Self.trace([.submit, .begin, .finish]).last == "head protocolError stop")
  }

  @Test func secondReaderIsRefused() {
    let trace = Self.trace([.submit, .begin, .head, .read, .read, .receive("a")])
    #expect(trace.suffix(3) == ["wait", "fail reader2 invalidRequest", "deliver reader1 a"])
  }

  @Test func secondSubmissionIsRefused() {
    #expect(Self.trace([.submit, .submit]).last == "fail head invalidRequest")
  }
}
