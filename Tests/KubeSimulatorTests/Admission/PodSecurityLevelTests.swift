import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct PodSecurityLevelTests {
  private static let prefix = "pod-security.kubernetes.io/"

  @Test func warnsOfWhatIsRefusedUnlessToldOtherwise() {
    let enforced = [Self.prefix + "enforce": "baseline", Self.prefix + "enforce-version": "v1.30"]
    #expect(PodSecurityLevel(.warn, labels: enforced).text == "baseline:v1.30")
    let both = enforced.merging([Self.prefix + "warn": "restricted"]) { $1 }
    #expect(PodSecurityLevel(.warn, labels: both).text == "restricted:latest")
    #expect(PodSecurityLevel(.enforce, labels: [:]).name == .privileged)
  }

  @Test(arguments: [
    ("baseline", "restricted", true), ("restricted", "baseline", false), ("baseline", "baseline", false),
    ("restricted", "privileged", false), ("none", "baseline", true),
  ])
  func isNewWhereLessIsAllowed(_ old: String, _ new: String, _ expected: Bool) {
    let levels = [old, new].map { PodSecurityLevel(.enforce, labels: [Self.prefix + "enforce": $0]) }
    #expect(levels[1].isNew(after: levels[0]) == expected)
  }

  @Test(arguments: [("v1.33", false), ("v1.34", true), ("latest", true)])
  func looksAtHostsOfProbesSince34(_ version: String, _ isRefused: Bool) {
    let level = PodSecurityLevel(
      .enforce, labels: [Self.prefix + "enforce": "baseline", Self.prefix + "enforce-version": version])
    let subject = PodSecuritySubject(
      annotations: [:],
      spec: ["containers": [["name": "c", "livenessProbe": ["httpGet": ["host": "example.com", "port": 80]]]]])
    #expect(PodSecurityRules.violations(of: subject, level).isEmpty != isRefused)
  }
}
