import KubeCore
import KubeTypes
import Testing

@testable import SlipwayOperator

@Suite struct SpareCapacityTests {
  private static let template: JSONValue = [
    "spec": [
      "containers": [
        ["resources": ["requests": ["cpu": "500m"], "limits": ["cpu": "1", "nvidia.com/gpu": "1"]]],
        ["resources": ["requests": ["cpu": "250m"]]],
      ]
    ]
  ]

  private func quota(_ hard: [String: String], used: [String: String] = [:], spec: JSONValue? = nil) -> ResourceQuota {
    var quota = ResourceQuota(metadata: ObjectMeta(name: "q"), status: .init(hard: hard, used: used))
    quota.spec = spec
    return quota
  }

  @Test(
    "the scarcest resource decides",
    arguments: [
      (["pods": "10"], ["pods": "7"], 3), (["requests.cpu": "3"], [:], 4), (["cpu": "3"], ["cpu": "2500m"], 0),
      (["requests.nvidia.com/gpu": "4"], ["requests.nvidia.com/gpu": "3"], 1),
      (["pods": "10", "limits.cpu": "2"], ["limits.cpu": "2"], 0), (["secrets": "1"], ["secrets": "1"], nil),
    ] as [([String: String], [String: String], Int?)])
  func room(hard: [String: String], used: [String: String], room: Int?) {
    #expect(SpareCapacity.replicas(of: Self.template, within: [quota(hard, used: used)]) == room)
  }

  @Test("a quota that is about some pods only says nothing")
  func scopes() {
    let scoped = quota(["pods": "0"], spec: ["scopes": ["BestEffort"]])
    #expect(SpareCapacity.replicas(of: Self.template, within: [scoped]) == nil)
    #expect(SpareCapacity.replicas(of: Self.template, within: [scoped, quota(["pods": "2"])]) == 2)
  }
}
