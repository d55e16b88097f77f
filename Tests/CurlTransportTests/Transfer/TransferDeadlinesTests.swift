import Testing

@testable import CurlTransport

@Suite struct TransferDeadlinesTests {
  private let start = ContinuousClock.now

  private func make(timeout: Duration? = nil, idle: Duration? = nil) -> TransferDeadlines {
    TransferDeadlines(timeout: timeout, idleTimeout: idle, stallLimit: .seconds(5), start: start)
  }

  private func at(_ seconds: Int) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

  @Test func withoutLimitsNothingExpires() {
    #expect(make().next == nil)
    #expect(make().expired(at: at(1_000_000)) == nil)
  }

  @Test func wholeExchangeIsLimitedWhateverHappens() {
    var deadlines = make(timeout: .seconds(10), idle: .seconds(30))
    deadlines.noteActivity(at: at(9))
    #expect(deadlines.next == at(10))
    #expect(deadlines.expired(at: at(9)) == nil)
    #expect(deadlines.expired(at: at(10)) == .timeout)
  }

  @Test func silenceIsLimitedFromTheLastActivity() {
    var deadlines = make(idle: .seconds(10))
    #expect(deadlines.next == at(10))
    deadlines.noteActivity(at: at(7))
    #expect(deadlines.next == at(17))
    #expect(deadlines.expired(at: at(16)) == nil)
    #expect(deadlines.expired(at: at(17)) == .idleTimeout)
  }

  @Test func pauseIsNotTheServersSilence() {
    var deadlines = make(idle: .seconds(10))
    deadlines.pause(at: at(1), holdingUpOthers: false)
    #expect(deadlines.next == nil)
    #expect(deadlines.expired(at: at(100)) == nil)
    deadlines.resume(at: at(100))
    #expect(deadlines.next == at(110))
  }

  @Test func readerThatHoldsUpOthersIsLimited() {
    var deadlines = make(idle: .seconds(10))
    deadlines.pause(at: at(1), holdingUpOthers: true)
    #expect(deadlines.next == at(6))
    #expect(deadlines.expired(at: at(6)) == .readerTooSlow)
    deadlines.resume(at: at(5))
    #expect(deadlines.expired(at: at(6)) == nil)
  }
}
