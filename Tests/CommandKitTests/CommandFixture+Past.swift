import Analysis
import KubeCore
import KubeTestSupport
import SlipwayAPI

/// What a deployment has behind it, for commands that look back.
extension CommandFixture {
  /// Has a revision fail.
  func reject(_ revision: String) {
    var rejected = RejectedRevision()
    (rejected.revision, rejected.reason, rejected.message) = (revision, "Errors", "Too many requests failed.")
    var status = Self.status
    status.rejectedRevisions = [rejected]
    write(status, of: "fraud")
  }

  /// Keeps what a judge saw in five rounds, of which the last ones show that the candidate fails.
  func addEvidence() {
    let log = Self.failing.exported
    post(
      "/api/v1/namespaces/default/configmaps",
      ["metadata": ["name": "fraud-judge"], "binaryData": ["log.bbbbbbbbbb": .string(Base64.encode(log))]])
  }

  /// Has the rollout wait for a person once a command has begun to follow it, and waits until the command has said so.
  ///
  /// - Parameter isTicking: whether the command looks once a second, instead of at each change.
  func hold(ticking isTicking: Bool = false) async throws {
    while !hasPrinted("Progressing") { await Task.yield() }
    var status = Self.status
    status.phase = .held
    status.explanation?.rule = "Held"
    status.explanation?.message = "It waits for approval."
    write(status, of: "fraud")
    while !hasPrinted("Held") {
      if isTicking {
        try await time.waitForSleeper(within: .seconds(1))
        time.advance(by: .seconds(1))
      }
      await Task.yield()
    }
  }

  static var failing: DecisionLog {
    var judge = RolloutJudge(steps: [0.5], began: 0)
    var log = DecisionLog(of: judge)
    for round in 0..<5 {
      let time = Double(15 * round)
      let samples = [Track.stable, .candidate].map {
        PodSamples(
          pod: $0.rawValue, revision: $0.rawValue, track: $0, time: time, startTime: 0,
          requests: Double(100 * round), errors: $0 == .candidate ? Double(30 * round) : 0)
      }
      judge.observe(samples, at: time, step: 0, weight: 0.5)
      log.note(samples, at: DecisionLog.Look(time: time, step: 0, weight: 0.5), judge.assess(at: time), after: judge)
    }
    return log
  }
}
