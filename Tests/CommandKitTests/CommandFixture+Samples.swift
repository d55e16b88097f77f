import CommandKit
import KubeClient
import KubeCore
import SlipwayAPI

extension CommandFixture {
  static let deployments = "/apis/slipway.dev/v1alpha1/namespaces/default/modeldeployments"

  /// A deployment in the second step of a canary, with a pod of each revision.
  static func midway() -> CommandFixture {
    let fixture = CommandFixture()
    fixture.post(deployments, manifest)
    fixture.write(status, of: "fraud")
    fixture.addRecord()
    for (name, revision, ready) in [("fraud-a-1", "aaaaaaaaaa", true), ("fraud-b-1", "bbbbbbbbbb", false)] {
      fixture.addPod(name, revision, isReady: ready)
    }
    return fixture
  }

  static let manifest: JSONValue = [
    "apiVersion": "slipway.dev/v1alpha1", "kind": "ModelDeployment", "metadata": ["name": "fraud"],
    "spec": [
      "replicas": 4, "model": ["uri": "s3://models/fraud/12", "format": "sklearn"],
      "runtime": ["image": "registry.example/model-server:1.4"],
    ],
  ]

  /// What the stable version is.
  private func addRecord() {
    post(
      "/apis/apps/v1/namespaces/default/controllerrevisions",
      [
        "metadata": [
          "name": "fraud-aaaaaaaaaa",
          "labels": ["slipway.dev/deployment": "fraud", "slipway.dev/revision": "aaaaaaaaaa"],
        ],
        "revision": 1,
        "data": [
          "form": 1, "hash": 1, "model": ["uri": "s3://models/fraud/11", "format": "sklearn"],
          "runtime": ["image": "registry.example/model-server:1.3", "port": 8080], "template": [:], "snapshots": [],
        ],
      ])
  }

  private func addPod(_ name: String, _ revision: String, isReady: Bool) {
    let pods = "/api/v1/namespaces/default/pods"
    post(
      pods,
      [
        "metadata": [
          "name": .string(name),
          "labels": ["slipway.dev/deployment": "fraud", "slipway.dev/revision": .string(revision)],
        ],
        "spec": ["containers": [["name": "model", "image": "x"]]],
      ])
    let container: JSONValue = [
      "name": "model", "image": "x", "imageID": "", "ready": .bool(isReady), "restartCount": isReady ? 0 : 3,
      "state": isReady ? ["running": [:]] : ["waiting": ["reason": "CrashLoopBackOff"]],
    ]
    send(
      .patch, "\(pods)/\(name)/status",
      [
        "status": [
          "phase": "Running", "containerStatuses": [container],
          "conditions": [["type": "Ready", "status": isReady ? "True" : "False"]],
        ]
      ], type: "application/merge-patch+json")
  }

  static var status: ModelDeploymentStatus {
    var status = ModelDeploymentStatus()
    let now = Timestamp(seconds: 1_767_225_600)
    (status.observedGeneration, status.phase, status.router, status.replicas) = (1, .progressing, "Service", 5)
    status.stable = revision("aaaaaaaaaa", "s3://models/fraud/11", ready: 4, replicas: 4, percent: 80)
    status.candidate = revision("bbbbbbbbbb", "s3://models/fraud/12", ready: 0, replicas: 1, percent: 20)
    var step = StepStatus()
    (step.index, step.of, step.label, step.weight) = (1, 3, "2/3", BasisPoints(percent: 20))
    status.step = step
    status.traffic = [
      share("aaaaaaaaaa", .stable, percent: 80, isConfirmed: true),
      share("bbbbbbbbbb", .candidate, percent: 20, isConfirmed: false),
    ]
    var metric = MetricStatus(name: "errors", verdict: .collecting)
    (metric.stable, metric.candidate, metric.effect, metric.bound) = ("1.00%", "1.10%", "x1.10", "1.50%")
    (metric.samples, metric.message) = (1_234, "about 300 more needed if they are equal")
    var analysis = AnalysisStatus()
    (analysis.message, analysis.metrics) = ("not proven yet: errors", [metric])
    status.analysis = analysis
    var explanation = ExplanationStatus()
    (explanation.rule, explanation.message) = ("Collecting", "Step 2/3: evidence is being collected.")
    (explanation.next, explanation.nextTime) = ("The next step begins when it suffices.", now + .seconds(200))
    status.explanation = explanation
    status.history = [entry("aaaaaaaaaa", .promoted, "Passed"), entry("cccccccccc", .promoted, "FirstVersion")]
    status.conditions.set(
      Condition(type: "Ready", status: .true, reason: "ReplicasReady", message: "4 are ready."), at: now)
    return status
  }

  private static func revision(
    _ name: String, _ model: String, ready: Int, replicas: Int, percent: Int
  ) -> RevisionStatus {
    var status = RevisionStatus(revision: name, model: model)
    (status.ready, status.replicas, status.weight) = (ready, replicas, BasisPoints(percent: percent))
    return status
  }

  private static func share(_ name: String, _ track: Track, percent: Int, isConfirmed: Bool) -> TrafficStatus {
    var share = TrafficStatus()
    (share.revision, share.track, share.confirmed) = (name, track, isConfirmed)
    share.asked = BasisPoints(percent: percent)
    share.given = isConfirmed ? share.asked : .zero
    return share
  }

  private static func entry(_ name: String, _ outcome: RolloutOutcome, _ reason: String) -> HistoryEntry {
    var entry = HistoryEntry()
    (entry.revision, entry.outcome, entry.reason, entry.message) = (name, outcome, reason, "It passed.")
    entry.startTime = Timestamp(seconds: 1_767_225_600 - 7_200)
    entry.endTime = Timestamp(seconds: 1_767_225_600 - 3_600)
    return entry
  }
}
