import KubeCore
import Testing

@testable import KubeSimulator

/// Cron jobs; the cluster begins at 14:13:20.
@Suite struct CronJobTests {
  private static let cronJobs = "/apis/batch/v1/namespaces/default/cronjobs"
  private static let jobs = "/apis/batch/v1/namespaces/default/jobs"
  /// 14:14 in minutes since 1970.
  private static let minute = 29_833_334

  private static func cluster(_ spec: JSONValue) -> TestCluster {
    var cluster = TestCluster()
    var all: JSONValue = [
      "schedule": "* * * * *",
      "jobTemplate": [
        "metadata": ["labels": ["by": "clock"]],
        "spec": [
          "template": [
            "spec": ["restartPolicy": "Never", "containers": [["name": "work", "image": "registry.example/work"]]]
          ]
        ],
      ],
    ]
    for (name, value) in spec.object ?? [:] { all[name] = value }
    cluster.post(cronJobs, ["metadata": ["name": "tick"], "spec": all])
    return cluster
  }

  private static func names(_ cluster: inout TestCluster) -> [String] { cluster.items(jobs).map(\.name) }

  private static func finish(_ name: String, _ cluster: inout TestCluster) {
    let time = JSONValue.string(cluster.now.text)
    let conditions = ["SuccessCriteriaMet", "Complete"].map { type -> JSONValue in
      ["type": .string(type), "status": "True", "lastProbeTime": time, "lastTransitionTime": time]
    }
    let status: JSONValue = [
      "conditions": .array(conditions), "completionTime": time, "succeeded": 1, "active": .null,
    ]
    let reply = cluster.merge("\(jobs)/\(name)/status", ["status": status])
    #expect(reply.status == 200, "\(reply.body["message"]?.string ?? "")")
  }

  @Test func startsAJobEachMinute() {
    var cluster = Self.cluster([:])
    #expect(Self.names(&cluster).isEmpty)
    cluster.now = cluster.now + .seconds(41)
    #expect(Self.names(&cluster) == ["tick-\(Self.minute)"])
    let job = cluster.items(Self.jobs).first
    #expect(job?.labels["by"] == "clock")
    #expect(job?.annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"] == "2026-09-21T14:14:00Z")
    let status = cluster.get(Self.cronJobs + "/tick")["status"]
    #expect(status?["active"]?[0]?["uid"]?.string == job?.uid)
    #expect(status?["lastScheduleTime"] == "2026-09-21T14:14:00Z")
    cluster.now = cluster.now + .seconds(60)
    #expect(Self.names(&cluster).count == 2)
  }

  @Test func startsNothingWhileItIsSuspended() {
    var cluster = Self.cluster(["suspend": true])
    cluster.now = cluster.now + .seconds(90)
    #expect(Self.names(&cluster).isEmpty)
    cluster.merge(Self.cronJobs + "/tick", ["spec": ["suspend": false]])
    #expect(Self.names(&cluster) == ["tick-\(Self.minute)"])
  }

  @Test(arguments: [("Allow", 2, 2), ("Forbid", 1, 1), ("Replace", 1, 1)])
  func heedsItsPolicy(_ policy: String, _ count: Int, _ active: Int) {
    var cluster = Self.cluster(["concurrencyPolicy": .string(policy)])
    cluster.now = cluster.now + .seconds(101)
    let names = Self.names(&cluster)
    #expect(names.count == count)
    #expect(names.last == "tick-\(policy == "Forbid" ? Self.minute : Self.minute + 1)")
    #expect(cluster.get(Self.cronJobs + "/tick")["status"]?["active"]?.elements.count == active)
  }

  @Test func keepsAShortHistory() {
    var cluster = Self.cluster(["successfulJobsHistoryLimit": 1])
    for _ in 0..<3 {
      cluster.now = cluster.now + .seconds(60)
      if let last = Self.names(&cluster).last { Self.finish(last, &cluster) }
    }
    #expect(Self.names(&cluster) == ["tick-\(Self.minute + 2)"])
    let status = cluster.get(Self.cronJobs + "/tick")["status"]
    #expect(status?["active"] == nil)
    #expect(status?["lastSuccessfulTime"]?.string == cluster.now.text)
  }

  @Test func looksAtANewScheduleWhenItIsDue() {
    var cluster = Self.cluster(["schedule": "0 0 1 1 *"])
    cluster.now = cluster.now + .seconds(100)
    cluster.merge(Self.cronJobs + "/tick", ["spec": ["schedule": "* * * * *"]])
    #expect(Self.names(&cluster).isEmpty)
    cluster.now = cluster.now + .seconds(61)
    #expect(Self.names(&cluster) == ["tick-\(Self.minute + 2)"])
  }

  @Test func startsNothingTooLate() {
    var cluster = Self.cluster(["suspend": true, "startingDeadlineSeconds": 10])
    cluster.now = cluster.now + .seconds(70)
    cluster.merge(Self.cronJobs + "/tick", ["spec": ["suspend": false]])
    #expect(Self.names(&cluster).isEmpty)
  }

  @Test func saysThatAZoneIsUnknown() {
    var cluster = Self.cluster(["timeZone": "Europe/Berlin"])
    let events = cluster.items("/api/v1/namespaces/default/events").compactMap { $0["message"]?.string }
    #expect(events == ["invalid timeZone: \"Europe/Berlin\": unknown time zone Europe/Berlin"])
  }
}
