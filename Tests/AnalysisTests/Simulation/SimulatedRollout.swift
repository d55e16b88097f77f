import Analysis

/// A service under a rollout: traffic, pods, scrapes, and a judge whose word is done.
struct SimulatedRollout: Sendable {
  /// How a run ended.
  struct Ending: Sendable {
    var outcome: Assessment.Outcome
    /// Seconds since the candidate received its first traffic.
    var seconds: Double
    var assessment: Assessment
  }

  /// A disturbance of all pods alike.
  struct Incident: Sendable {
    var seconds: ClosedRange<Double>
    var extraErrors = 0.0
    var slowdown = 1.0
    /// The candidate shows the incident this much earlier, because it is scraped later.
    var lead = 0.0
  }

  static let stableRevision = "stable-1"
  static let candidateRevision = "candidate-2"

  var stable = SimulatedVersion()
  var candidate = SimulatedVersion()
  var requestsPerSecond = 20.0
  var scrapeSeconds = 15.0
  var steps = [0.05, 0.10, 0.25, 0.50]
  var labelShare = 0.0
  /// How long stable ran before.
  var historySeconds = 600.0
  /// For how long the judge watched stable alone before the candidate received traffic.
  var watchSeconds = 0.0
  var incident: Incident?
  /// How often the machine that all pods share stalls, per second.
  var sharedStallRate = 0.0
  var configuration = JudgeConfiguration()
  var maximumSeconds = 7200.0
  /// The candidate's process restarts after this time.
  var restartAfter: Double?

  /// Plays one rollout to its end.
  func run(seed: UInt64) -> Ending {
    var random = SplitMix64(seed: seed)
    var pods = makePods(stable, .stable, Self.stableRevision, startTime: nil)
    serve(&pods, weight: 0, from: -historySeconds, seconds: historySeconds, &random)
    var judge = RolloutJudge(configuration: configuration, steps: steps, began: 0)
    for time in stride(from: -watchSeconds, to: 0, by: scrapeSeconds) {
      judge.observe(pods.map { $0.samples(at: time) }, at: time, step: 0, weight: 0)
      serve(&pods, weight: 0, from: time, seconds: scrapeSeconds, &random)
    }
    pods += makePods(candidate, .candidate, Self.candidateRevision, startTime: 0)
    judge.observe(pods.map { $0.samples(at: 0) }, at: 0, step: 0, weight: 0)
    var (time, step) = (0.0, 0)
    while true {
      let weight = judge.steps[step]
      serve(&pods, weight: weight, from: time, seconds: scrapeSeconds, &random)
      if let restartAfter, time < restartAfter, time + scrapeSeconds >= restartAfter {
        for index in pods.indices where pods[index].track == .candidate {
          pods[index].restart(at: time + scrapeSeconds)
        }
      }
      time += scrapeSeconds
      judge.observe(pods.map { $0.samples(at: time) }, at: time, step: step, weight: weight)
      let assessment = judge.assess(at: time)
      switch assessment.outcome {
      case .advance where step < judge.steps.count - 1: step += 1
      case .retreat: step -= 1
      case .wait where time < maximumSeconds: break
      default: return Ending(outcome: assessment.outcome, seconds: time, assessment: assessment)
      }
    }
  }

  private func makePods(
    _ version: SimulatedVersion, _ track: Track, _ revision: String, startTime: Double?
  ) -> [SimulatedPod] {
    (0..<version.pods).map {
      SimulatedPod(name: "\(track.rawValue)-\($0)", revision: revision, track: track, startTime: startTime)
    }
  }

  private func serve(
    _ pods: inout [SimulatedPod], weight: Double, from start: Double, seconds: Double, _ random: inout SplitMix64
  ) {
    let stalls = (0..<random.poisson(sharedStallRate * seconds)).map { _ in
      random.exponential(mean: stable.stallSeconds)
    }
    for index in pods.indices {
      let isCandidate = pods[index].track == .candidate
      let version = isCandidate ? candidate : stable
      let share = (isCandidate ? weight : 1 - weight) / Double(version.pods)
      let count = random.poisson(requestsPerSecond * seconds * share)
      let disturbance = disturbance(from: start + (isCandidate ? incident?.lead ?? 0 : 0), seconds: seconds)
      pods[index].serve(
        version, requests: count, seconds: seconds, extraErrors: disturbance.errors,
        slowdown: disturbance.slowdown, sharedStalls: stalls, &random)
      let labels = random.binomial(count, labelShare)
      // A label may reach any pod, whatever its revision.
      let receiver = Int(random.next() % UInt64(pods.count))
      pods[receiver].receiveLabels(labels, of: pods[index].revision, accuracy: version.accuracy, &random)
    }
  }

  private func disturbance(from start: Double, seconds: Double) -> (errors: Double, slowdown: Double) {
    guard let incident else { return (0, 1) }
    let overlap = min(start + seconds, incident.seconds.upperBound) - max(start, incident.seconds.lowerBound)
    let share = min(max(overlap / seconds, 0), 1)
    return (incident.extraErrors * share, 1 + (incident.slowdown - 1) * share)
  }
}
