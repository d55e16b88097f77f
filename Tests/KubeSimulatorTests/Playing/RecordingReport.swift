
@testable import KubeSimulator

/// How well recordings are matched: counts, and each difference field by field.
struct RecordingReport: Sendable {
  struct Difference: Sendable {
    var scenario: String
    var index: Int
    var note: String
    var mismatches: [String]
    /// Why the step may differ; `nil` when it may not.
    var reason: String?

    var text: String {
      let head = "\(scenario) \(index) \(note)" + (reason.map { " (known: \($0))" } ?? "")
      return head + mismatches.map { "\n    \($0)" }.joined()
    }
  }

  private(set) var steps = 0
  private(set) var differences: [Difference] = []

  var matched: Int { steps - differences.count }
  var isEnough: Bool { steps > 0 && matched * 100 >= steps * 95 }
  var unexplained: [Difference] { differences.filter { $0.reason == nil } }

  mutating func add(_ recording: Recording) {
    steps += recording.steps.count
    let reports = recording.mayHaveControllers.map { Self.differences(recording, hasControllers: $0) }
    differences += reports.min { $0.count < $1.count } ?? []
  }

  private static func differences(_ recording: Recording, hasControllers: Bool) -> [Difference] {
    var differences: [Difference] = []
    var player = RecordingPlayer(
      start: recording.start ?? RecordingPlayer.start, hasControllers: hasControllers, hasKubelet: recording.hasKubelet, hashes: recording.hashes)
    if recording.names("kube-root-ca.crt") || hasControllers { player.cluster.rootCertificate = "certificate" }
    player.servesForeignCertificates = recording.names("openshift-service-ca.crt") || hasControllers
    if let issuer = recording.issuer { player.cluster.access.issuer = issuer }
    if let network = recording.serviceNetwork { player.cluster.addresses.prefix = network }
    RecordingPrelude.prepare(&player, for: recording)
    var timelines = RecordingTimelines(player)
    for step in recording.steps {
      let isKnown = KnownDifferences.names(recording.scenario, step.index)
      let mismatches = timelines.play(step, isKnown: isKnown)
      guard !mismatches.isEmpty else { continue }
      differences.append(
        Difference(
          scenario: recording.scenario, index: step.index, note: step.note, mismatches: mismatches,
          reason: KnownDifferences.reason(recording.scenario, step.index, mismatches)))
    }
    return differences
  }

  var text: String {
    (differences.map(\.text) + ["matched \(matched) of \(steps) steps"]).joined(separator: "\n")
  }
}
