import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct RolloutPolicyTests {
  private static let full: JSONValue = [
    "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutPolicy", "metadata": ["name": "production"],
    "spec": [
      "namespaceSelector": [
        "matchLabels": ["env": "prod"], "matchExpressions": [["key": "team", "operator": "In", "values": ["a", "b"]]],
      ],
      "windows": [["effect": "Deny", "schedule": "0 9 * * MON-THU", "for": "7h", "timeZone": "Europe/Berlin"]],
      "concurrency": ["perNamespace": 1, "total": 5], "approval": "Promotion",
      "requiredMetrics": ["errorRate"], "allowedMetricHosts": ["*.monitoring.svc"],
      "halt": ["failures": 4, "within": "30m"], "defaults": ["rollback": ["automatic": false]],
    ],
  ]

  @Test("comes back as it was written")
  func roundTrip() throws {
    let policy = try RolloutPolicy.validated(Self.full).get()
    let written = try policy.tree()
    #expect(written["spec"] == Self.full["spec"])
    #expect(policy.spec.namespaceSelector.matches(["env": "prod", "team": "a"]))
  }

  @Test(
    "says which field is wrong",
    arguments: [
      (["windows": [["schedule": "0 9 * * XYZ"]]], "spec.windows[0].schedule"),
      (["windows": [["schedule": "0 9 * * *", "for": "200h"]]], "spec.windows[0].for"),
      (["defaults": ["model": [:]]], "spec.defaults.model"),
      (["allowedMetricHosts": ["http://x"]], "spec.allowedMetricHosts[0]"),
      (["concurrency": ["total": 0]], "spec.concurrency.total"),
      (["approval": "Sometimes"], "spec.approval"),
    ] as [(JSONValue, String)])
  func issues(spec: JSONValue, path: String) {
    let object: JSONValue = ["metadata": ["name": "p"], "spec": spec]
    guard case .failure(let invalid) = RolloutPolicy.validated(object) else {
      Issue.record("the policy is taken")
      return
    }
    #expect(invalid.issues.map(\.path) == [path])
  }

  @Test(
    "a pattern means a host, or all below a domain",
    arguments: [
      ("prometheus.monitoring.svc", "prometheus.monitoring.svc", true), ("*.monitoring.svc", "a.b.monitoring.svc", true),
      ("*.monitoring.svc", "A.Monitoring.svc.", true), ("*.monitoring.svc", "monitoring.svc", false),
      ("*.monitoring.svc", "evilmonitoring.svc", false), ("a.svc", "a.svc.evil", false),
    ])
  func hosts(pattern: String, host: String, matches: Bool) {
    #expect(HostPattern.matches(pattern, host: host) == matches)
  }
}
