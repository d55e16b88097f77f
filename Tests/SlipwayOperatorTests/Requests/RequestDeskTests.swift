import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("A request")
struct RequestDeskTests {
  private static let path = "/apis/slipway.dev/v1alpha1/namespaces/ml/rolloutrequests"

  private static func request(_ verb: String, name: String = "r1", deployment: String = "fraud") -> JSONValue {
    [
      "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutRequest", "metadata": ["name": .string(name)],
      "spec": ["deployment": .string(deployment), "verb": .string(verb), "by": "ana"],
    ]
  }

  @Test("about nothing is refused, and deleted a day later")
  func inVain() {
    let bench = Bench()
    bench.start()
    bench.call(.post, Self.path, Self.request("Promote"))
    bench.run(atMost: 15)
    let status = bench.call(.get, Self.path + "/r1")["status"]
    #expect(status?["state"] == "Refused")
    #expect(status?["message"]?.string?.contains("no ModelDeployment `fraud`") == true)
    bench.skip(RolloutRequest.retention.duration)
    bench.run(atMost: 5)
    #expect(bench.call(.get, Self.path + "/r1")["reason"] == "NotFound")
    #expect(bench.violations.isEmpty)
    bench.stop()
  }

  @Test("is not changed once it is made")
  func isImmutable() {
    let bench = Bench()
    bench.call(.post, Self.path, Self.request("Promote"))
    let answer = bench.call(.patch, Self.path + "/r1", ["spec": ["verb": "Abort"]])
    #expect(answer["reason"] == "Invalid")
    #expect(answer["message"]?.string?.contains("make another request") == true)
  }
}
