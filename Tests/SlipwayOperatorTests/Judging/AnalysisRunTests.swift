import Analysis
import KubeCore
import KubeRuntime
import KubeTestSupport
import MetricSources
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("What is judged") struct AnalysisRunTests {
  private let time = ManualTime(wall: Timestamp(seconds: 1_767_225_600)).source

  /// A deployment in the middle of a rollout.
  private func model(
    _ strategy: JSONValue, step: Int = 0, entered: Bool = true, router: JSONValue = ["gatewayAPI": [:]],
    _ change: (inout ModelDeploymentStatus) -> Void = { _ in }
  ) throws -> ModelDeployment {
    var object = Manifest.model()
    object[["spec", "strategy"]] = strategy
    object[["spec", "traffic"]] = ["router": router, "affinity": ["cookie": [:]]]
    object[["spec", "analysis", "metrics"]] = [
      ["name": "errors", "errorRate": ["ignoreBelow": "1%", "margin": "100%", "acceptBelow": "3%"]],
      ["name": "accuracy", "accuracy": ["maxDecrease": "5%"]],
    ]
    var model = try ModelDeployment.validated(object).get()
    var status = ModelDeploymentStatus()
    status.stable = RevisionStatus(revision: "a", model: "")
    status.candidate = RevisionStatus(revision: "b", model: "")
    status.startTime = Timestamp(seconds: 100)
    var now = StepStatus()
    (now.strategy, now.index, now.of) = (model.spec.strategy.type, step, 3)
    now.enteredTime = entered ? Timestamp(seconds: 110) : nil
    status.step = now
    change(&status)
    model.status = status
    return model
  }

  private func arm(_ name: String, _ revision: String, _ weight: Int) -> ArmStatus {
    var arm = ArmStatus(ArmRevision(name: name, revision: revision, model: ""))
    arm.weight = BasisPoints(percent: weight)
    return arm
  }

  /// A round of scrapes: of each version one pod, which has answered 20 requests in each round.
  private func round(_ number: Int, _ failed: [(revision: String, rate: Double)], wrong: [String: Double] = [:]) -> [PodSamples] {
    let requests = Double(number * 20)
    return failed.map { version in
      var samples = PodSamples(
        pod: version.revision, revision: version.revision, track: .bystander, time: Double(number), startTime: -1,
        requests: requests, errors: (requests * version.rate).rounded())
      if let share = wrong[version.revision] {
        let bad = (requests * share).rounded()
        samples.outcomes = [version.revision: LabelledOutcomes(correct: requests - bad, wrong: bad)]
      }
      return samples
    }
  }

  private func reports(
    _ model: ModelDeployment, rounds: Int, _ failed: [(revision: String, rate: Double)], wrong: [String: Double] = [:]
  ) throws -> AnalysisRun {
    let comparison = try #require(Comparison(model))
    var run = AnalysisRun(comparison, model.spec.analysis, after: nil, time: time)
    for number in 0...rounds { observe(round(number, failed, wrong: wrong), comparison, at: number, &run) }
    return run
  }

  private func observe(
    _ samples: [PodSamples], _ comparison: Comparison, at second: Int, _ run: inout AnalysisRun
  ) {
    run.observe(
      RolloutReading(scrape: PodScrape(samples: samples, failures: [:])), comparison, at: time.now() + .seconds(second))
  }

  @Test("of a shadow goes by its copies; labels that nobody can give are not waited for", arguments: [0.0, 0.3])
  func shadow(rate: Double) throws {
    let model = try model(["type": "Shadow", "shadow": ["then": "Canary"]]) { $0.candidate?.mirror = .whole }
    let run = try reports(model, rounds: 60, [("a", 0), ("b", rate)], wrong: ["a": 0.1])
    #expect(run.reports.map(\.verdict) == [rate > 0 ? .rollBack : .advance])
    #expect(run.reports.first?.metrics.map(\.verdict).last == .noData)
  }

  @Test("of labels that a shadow's answers do have counts")
  func labelledShadow() throws {
    let model = try model(["type": "Shadow"]) { $0.candidate?.mirror = .whole }
    let run = try reports(model, rounds: 60, [("a", 0), ("b", 0)], wrong: ["a": 0.1, "b": 0.6])
    #expect(run.reports.first?.verdict == .rollBack && run.reports.first?.metric == "accuracy")
  }

  @Test("of a preview goes by the requests that people send to it")
  func preview() throws {
    let strategy: JSONValue = ["type": "BlueGreen", "blueGreen": ["preview": ["analysis": true]]]
    for (rate, verdict) in [(0.0, VerdictKind.advance), (0.3, .rollBack)] {
      let run = try reports(
        try model(strategy), rounds: 60, [("a", 0), ("b", rate)], wrong: ["a": 0.1, "b": 0.1])
      #expect(run.reports.map(\.verdict) == [verdict])
    }
    // Before the preview has begun nothing is judged.
    let early = try reports(try model(strategy, entered: false), rounds: 60, [("a", 0), ("b", 0.3)])
    #expect(early.reports.map(\.verdict) == [.noData])
  }

  @Test("after a switch is compared with what stable had done", arguments: [(0.0, VerdictKind.advance), (0.3, .rollBack)])
  func switchOver(rate: Double, verdict: VerdictKind) throws {
    let strategy: JSONValue = ["type": "BlueGreen"]
    let before = try #require(Comparison(try model(strategy)))
    let model = try model(strategy, step: 1) { $0.candidate?.weight = .whole }
    let after = try #require(Comparison(model))
    var run = AnalysisRun(before, model.spec.analysis, after: nil, time: time)
    for number in 0...60 { observe(round(number, [("a", 0.001)], wrong: ["a": 0.1]), before, at: number, &run) }
    for number in 61...120 {
      let samples = round(60, [("a", 0.001)], wrong: ["a": 0.1]) + round(number - 60, [("b", rate)], wrong: ["b": 0.1])
      observe(
        samples.map { sample in
          var sample = sample
          sample.time = Double(number)
          return sample
        }, after, at: number, &run)
    }
    #expect(run.reports.map(\.verdict) == [verdict], "\(run.reports)")
    #expect(run.reports.first?.metrics.first?.message?.contains("before") == true)
  }

  private static let test: JSONValue = [
    "type": "ABTest",
    "abTest": [
      "arms": [["name": "b", "weight": "30%"], ["name": "c", "weight": "30%", "model": ["uri": "s3://models/fraud/3"]]]
    ],
  ]

  @Test("of an A/B test is each arm, and the test as a whole")
  func arms() throws {
    let model = try model(Self.test) { $0.arms = [arm("b", "b", 33), arm("c", "c", 33)] }
    let run = try reports(
      model, rounds: 90, [("a", 0.001), ("b", 0.001), ("c", 0.4)], wrong: ["a": 0.2, "b": 0.02, "c": 0.2])
    #expect(run.reports.map(\.revision) == ["b", "c"])
    #expect(run.reports.map(\.verdict) == [.advance, .rollBack])
    let test = try #require(run.testReport)
    #expect(test.revisions == ["a", "b", "c"] && test.winner == "b")
    #expect(test.ratioMismatch == nil && test.message.hasPrefix("By accuracy: a 80.00% good of "), "\(test)")
  }

  @Test("of a test whose requests go elsewhere says so")
  func mismatch() throws {
    let model = try model(Self.test) { $0.arms = [arm("b", "b", 5), arm("c", "c", 30)] }
    let run = try reports(model, rounds: 90, [("a", 0), ("b", 0), ("c", 0)])
    #expect(run.testReport?.ratioMismatch?.contains("were to reach it") == true)
  }

  @Test("is judged anew when the rollout begins anew, and goes on from the record when it is watched")
  func beginnings() throws {
    let rollout = try model(["type": "Canary", "canary": ["steps": [["weight": "50%"]]]]) {
      $0.candidate?.weight = BasisPoints(percent: 50)
    }
    var run = try reports(rollout, rounds: 60, [("a", 0.001), ("b", 0.001)], wrong: ["a": 0.1, "b": 0.1])
    #expect(run.reports.first?.verdict == .advance)
    var watched = rollout
    watched.status.candidate = nil
    watched.status.step = nil
    watched.status.stable = RevisionStatus(revision: "b", model: "")
    var bake = BakeStatus()
    (bake.revision, bake.previous, bake.startTime) = ("b", "a", Timestamp(seconds: 200))
    watched.status.bake = bake
    let comparison = try #require(Comparison(watched))
    #expect(comparison.isWatch && comparison.stable == "a")
    run = AnalysisRun(comparison, watched.spec.analysis, after: run, time: time)
    for number in 61...120 {
      var sample = round(60, [("b", 0.001)], wrong: ["b": 0.1])[0]
      sample.time = Double(number)
      (sample.requests, sample.errors) = (sample.requests + Double(number - 60) * 40, Double(number - 60) * 20)
      observe([sample], comparison, at: number, &run)
    }
    #expect(run.reports.first?.verdict == .rollBack, "\(run.reports)")
  }

  @Test("goes on in another process, of each arm and of the test as a whole")
  func takenUp() throws {
    let model = try model(Self.test) { $0.arms = [arm("b", "b", 33), arm("c", "c", 33)] }
    let comparison = try #require(Comparison(model))
    let rates: [(revision: String, rate: Double)] = [("a", 0.001), ("b", 0.001), ("c", 0.001)]
    let wrong = ["a": 0.2, "b": 0.02, "c": 0.2]
    var whole = try reports(model, rounds: 30, rates, wrong: wrong)
    let record = try #require(whole.record(of: comparison, at: time.now() + .seconds(30)))
    // Its node's clock is behind that of the one before: the judges' clock goes on where it was.
    let other = ManualTime(wall: time.wall() + .seconds(-60)).source
    var split = try #require(AnalysisRun(record, model.spec.analysis, time: other))
    #expect(split.isAbout(comparison) && split.trials == whole.trials)
    for number in 31...90 {
      observe(round(number, rates, wrong: wrong), comparison, at: number, &whole)
      let samples = round(number, rates, wrong: wrong).map { sample in
        var sample = sample
        (sample.time, sample.startTime) = (sample.time - 30, -31)
        return sample
      }
      observe(samples, comparison, at: number - 30, &split)
      #expect(split.testReport == whole.testReport && split.reports == whole.reports, "round \(number)")
    }
    #expect(whole.testReport?.winner == "b")
    #expect(split.trials == whole.trials)
  }
}
