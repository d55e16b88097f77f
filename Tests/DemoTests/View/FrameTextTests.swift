import CommandKit
import KubeCore
import SlipwayAPI
import Testing

@testable import Demo

@Suite("A frame as text")
struct FrameTextTests {
  private static func lines(_ frame: DemoFrame, width: Int) -> [String] {
    FrameText(style: TextStyle(isColored: false), width: width).lines(frame)
  }

  @Test("of a rollout, in 120 columns")
  func wide() {
    #expect(
      Self.lines(.rollout, width: 120) == [
        "Slipway demo  wrong-model  wine  seed 42  1:05",
        "",
        "  phase      Progressing  step 1/2",
        "  stable     aaaaaaaaaa  good           ###############..... 75%     3/3 ready",
        "  candidate  bbbbbbbbbb  wrong-scaling  #####............... 25%     1/1 ready",
        "",
        "  metric     stable      candidate   effect          verdict",
        "  errors     0.00%       0.10%       x1.05           good enough",
        "  latency    4.0ms       -           -               no data yet",
        "  accuracy   97.20%      31.00%      -66.20 points   too bad",
        "",
        "  now        Step 1/2: revision bbbbbbbbbb has 25% of the traffic; evidence is being collected.",
        "  next       The next step begins when the evidence suffices; it is inconclusive at the latest time.",
        "",
        "  traffic    1234 requests  60/s  5 failed  0 dropped",
        "  kubectl --kubeconfig /tmp/slipway-demo-1A2B3C4D/kubeconfig get mdl,deploy,pods -A",
      ])
  }

  @Test("of a rollout, in 80 columns")
  func narrow() {
    let lines = Self.lines(.rollout, width: 80)
    #expect(lines == Self.lines(.rollout, width: 120).map { String($0.prefix(80)) })
    #expect(lines[11] == "  now        Step 1/2: revision bbbbbbbbbb has 25% of the traffic; evidence is b")
    #expect(lines.allSatisfy { $0.count <= 80 })
  }

  @Test("before there is a status", arguments: [80, 120])
  func preparing(width: Int) {
    var frame = DemoFrame.rollout
    (frame.status, frame.preparation, frame.elapsed, frame.rate) = (nil, "starting 3 replicas", 9, 0)
    frame.counts = TrafficCounts()
    #expect(
      Self.lines(frame, width: width) == [
        "Slipway demo  wrong-model  wine  seed 42  0:09", "", "  starting 3 replicas", "",
        "  traffic    0 requests  0/s  0 failed  0 dropped",
        String("  kubectl --kubeconfig /tmp/slipway-demo-1A2B3C4D/kubeconfig get mdl,deploy,pods -A".prefix(width)),
      ])
  }

  @Test("with colour says the same, and is as wide")
  func coloured() {
    let coloured = FrameText(style: TextStyle(isColored: true), width: 80).lines(.rollout)
    #expect(coloured.map(Self.plain) == Self.lines(.rollout, width: 80))
    #expect(coloured != Self.lines(.rollout, width: 80))
  }

  private static func plain(_ line: String) -> String {
    var result = ""
    var isCode = false
    for character in line {
      if character == "\u{1B}" { isCode = true }
      if !isCode { result.append(character) }
      if character == "m" { isCode = false }
    }
    return result
  }

  @Test("shows minutes and seconds", arguments: [(0, "0:00"), (9, "0:09"), (60, "1:00"), (3_725, "62:05")])
  func clock(seconds: Int, expected: String) {
    #expect(FrameText.clock(seconds) == expected)
  }

  @Test("is summed up in one line where it cannot be redrawn")
  func summary() {
    #expect(
      DemoScreen.summary(.rollout)
        == "Progressing  step 1/2  candidate bbbbbbbbbb at 25%, 1/1 ready  errors Advance  latency NoData  accuracy RollBack"
    )
  }
}

extension DemoFrame {
  /// A rollout at its first step.
  fileprivate static var rollout: DemoFrame {
    var status = ModelDeploymentStatus()
    status.phase = .progressing
    status.stable = .make("aaaaaaaaaa", replicas: 3)
    status.candidate = .make("bbbbbbbbbb", replicas: 1)
    var step = StepStatus()
    (step.label, step.of) = ("1/2", 2)
    status.step = step
    status.traffic = [.make("aaaaaaaaaa", 75), .make("bbbbbbbbbb", 25)]
    var analysis = AnalysisStatus()
    analysis.metrics = [
      .make("errors", .advance, "0.00%", "0.10%", "x1.05"), .make("latency", .noData, "4.0ms", nil, nil),
      .make("accuracy", .rollBack, "97.20%", "31.00%", "-66.20 points"),
    ]
    status.analysis = analysis
    var explanation = ExplanationStatus()
    explanation.message = "Step 1/2: revision bbbbbbbbbb has 25% of the traffic;\nevidence is being collected."
    explanation.next = "The next step begins when the evidence suffices; it is inconclusive at the latest time."
    status.explanation = explanation
    var counts = TrafficCounts()
    (counts.requests, counts.failed) = (1_234, 5)
    return DemoFrame(
      scenario: .wrongModel, model: "wine", seed: 42, kubeconfig: "/tmp/slipway-demo-1A2B3C4D/kubeconfig",
      elapsed: 65, preparation: nil, status: status, versions: ["aaaaaaaaaa": "good", "bbbbbbbbbb": "wrong-scaling"],
      counts: counts, rate: 60)
  }
}

extension RevisionStatus {
  fileprivate static func make(_ revision: String, replicas: Int) -> RevisionStatus {
    var status = RevisionStatus(revision: revision, model: "")
    (status.replicas, status.ready) = (replicas, replicas)
    return status
  }
}

extension TrafficStatus {
  fileprivate static func make(_ revision: String, _ percent: Int) -> TrafficStatus {
    var status = TrafficStatus()
    (status.revision, status.given) = (revision, BasisPoints(percent: percent))
    return status
  }
}

extension MetricStatus {
  fileprivate static func make(
    _ name: String, _ verdict: VerdictKind, _ stable: String?, _ candidate: String?, _ effect: String?
  ) -> MetricStatus {
    var status = MetricStatus(name: name, verdict: verdict)
    (status.stable, status.candidate, status.effect) = (stable, candidate, effect)
    return status
  }
}
