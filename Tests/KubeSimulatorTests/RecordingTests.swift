import KubeCore
import KubeSimulator
import Testing

/// Plays recordings of a real API server against the simulator.
@Suite struct RecordingTests {
  /// Which steps are not compared, and why.
  ///
  /// Step numbers count from zero.
  static let skipped: [String: [Int: String]] = [
    "access": [
      1: noAccess, 2: noAccess, 4: noTokens, 5: noAccess, 6: noAccess, 10: noAccess, 11: noAccess, 12: noTokens,
      13: noAccess, 14: noAccess,
    ],
    "crd": [1: noRules, 17: noRules, 19: noRules],
    "others": [7: "ingresses are not served", 10: "jobs are not served"],
    "workloads": [13: "pods without a node go at once, and with them what waits for them"],
  ]

  /// What may differ in a step because the controllers here work between two requests, not beside them.
  static let faster: [String: [Int: String]] = [
    "workloads": [
      5: "never passed through generation 3 counts [3, 1, 3, 3, 1]", 7: "body.status.observedGeneration",
    ]
  ]

  private static let noAccess = "everybody may do everything"
  private static let noTokens = "tokens are neither issued nor reviewed"
  private static let noRules = "rules in CEL are not evaluated"

  /// What tokens stand for that no answer has shown before.
  static let given: [String: [Int: [String: String]]] = [
    "crud": [23: ["<uid:7>": "00000000-0000-4000-8000-000000000007"], 26: ["<rv:8>": "1"]],
    "lists": [23: ["<continue>": "nope"], 28: ["<rv:12>": "999999999"]],
    "watches": [9: ["<rv:15>": "1"], 10: ["<rv:16>": "999999999"]],
    "workloads": [18: ["<uid:9>": "00000000-0000-4000-8000-000000000009"]],
  ]

  /// Scenarios that were recorded without the workload controllers.
  static let withoutControllers = ["patch", "apply"]

  @Test(arguments: [
    "crud", "patch", "apply", "lists", "watches", "crd", "discovery", "events", "leases", "access", "others",
    "workloads",
  ])
  func plays(_ name: String) throws {
    let recording = try Recording.load(name)
    var player = RecordingPlayer(runsControllers: !Self.withoutControllers.contains(name))
    var played = 0
    for step in recording.steps {
      for (token, value) in Self.given[name]?[step.index] ?? [:] { player.matcher.bind(token, value) }
      guard Self.skipped[name]?[step.index] == nil else { continue }
      let mismatches = player.play(step, makesPodsReady: name == "workloads")
      let allowed = Self.faster[name]?[step.index]
      let rest = mismatches.filter { mismatch in allowed.map { !mismatch.hasPrefix($0) } ?? true }
      played += 1
      #expect(rest.isEmpty, "\(name) \(step.index) \(step.note): \(rest.joined(separator: "\n"))")
    }
    #expect(played + (Self.skipped[name]?.count ?? 0) == recording.steps.count)
  }

  /// This one was recorded after a compaction, on a cluster that had been written to before.
  @Test func playsExpired() throws {
    let recording = try Recording.load("expired")
    var player = RecordingPlayer(runsControllers: true)
    let maps = "/api/v1/namespaces/rec-watches/configmaps"
    _ = player.send("POST", "/api/v1/namespaces", ["metadata": ["name": "rec-watches"]])
    for name in ["other", "z"] {
      _ = player.send("POST", maps, ["metadata": ["name": .string(name)], "data": ["a": "1"]])
    }
    let token = player.send("GET", maps + "?limit=1")["metadata"]?["continue"]?.string
    player.matcher.bind("<continue>", try #require(token))
    player.matcher.bind("<rv:5>", "1")
    _ = player.send("DELETE", maps + "/z")
    player.cluster.compact()
    for step in recording.steps {
      let mismatches = player.play(step)
      #expect(mismatches.isEmpty, "\(step.index) \(step.note): \(mismatches.joined(separator: "\n"))")
    }
  }
}
