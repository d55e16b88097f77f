import Testing

@testable import CurlTransport

@Suite struct ConnectionHealthTests {
  private let start = ContinuousClock.now
  private var health: ConnectionHealth

  init() {
    health = ConnectionHealth(silenceLimit: .seconds(30), answerLimit: .seconds(15), now: start)
    health.noteMultiplexed()
  }

  private func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  @Test mutating func deadPeerIsNoticedWithin45Seconds() {
    #expect(health.next == at(30))
    #expect(health.check(at: at(29)) == .fine)
    #expect(health.check(at: at(30)) == .probe)
    health.noteProbeSent(at: at(30))
    #expect(health.next == at(45))
    #expect(health.check(at: at(44)) == .fine)
    #expect(health.check(at: at(45)) == .dead)
  }

  @Test mutating func whateverIsHeardEndsTheSuspicion() {
    #expect(health.check(at: at(30)) == .probe)
    health.noteProbeSent(at: at(30))
    health.noteHeard(at: at(44))
    #expect(health.check(at: at(45)) == .fine)
    #expect(health.next == at(74))
    #expect(health.check(at: at(74)) == .probe)
  }

  @Test mutating func probeThatWentElsewhereProvesNothing() {
    #expect(health.check(at: at(30)) == .probe)
    #expect(health.check(at: at(46)) == .fine)
    #expect(health.check(at: at(60)) == .probe)
  }

  @Test mutating func silenceWhileReadersHoldTheConnectionBackIsNotThePeers() {
    health.holdBack()
    health.holdBack()
    #expect(health.next == nil)
    #expect(health.check(at: at(100)) == .fine)
    health.release(at: at(100))
    #expect(health.check(at: at(200)) == .fine)
    health.release(at: at(200))
    #expect(health.next == at(230))
  }

  @Test mutating func unansweredCallHastensTheProbe() {
    health.noteUnanswered(since: at(2), at: at(12))
    #expect(health.check(at: at(12)) == .probe)
    health.noteProbeSent(at: at(12))
    #expect(health.check(at: at(27)) == .dead)
  }

  @Test mutating func slowCallOnABusyConnectionIsNoReasonToProbe() {
    health.noteHeard(at: at(11))
    health.noteUnanswered(since: at(2), at: at(12))
    #expect(health.check(at: at(12)) == .fine)
  }

  @Test func connectionsOfOneExchangeAtATimeAreNotProbed() {
    var health = ConnectionHealth(silenceLimit: .seconds(30), answerLimit: .seconds(15), now: start)
    #expect(health.next == nil)
    #expect(health.check(at: at(100)) == .fine)
  }
}
