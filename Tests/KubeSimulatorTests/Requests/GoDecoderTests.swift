import KubeCore
import Testing

@testable import KubeSimulator

/// Values that do not fit a type, in the words of Go's decoder.
@Suite struct GoDecoderTests {
  @Test(arguments: [
    (
      "Deployment", ["spec": ["replicas": "3"]],
      "string into Go struct field DeploymentSpec.spec.replicas of type int32"
    ),
    ("Pod", ["status": ["phase": 1]], "number into Go struct field PodStatus.status.phase of type v1.PodPhase"),
    (
      "Pod", ["spec": ["volumes": [["hostPath": "x"]]]],
      "string into Go struct field Volume.spec.volumes.VolumeSource.hostPath of type v1.HostPathVolumeSource"
    ),
    (
      "PodDisruptionBudget", ["status": ["disruptedPods": []]],
      "array into Go struct field PodDisruptionBudgetStatus.status.disruptedPods of type map[string]v1.Time"
    ),
    (
      "HorizontalPodAutoscaler", ["spec": ["metrics": ["x"]]],
      "string into Go struct field HorizontalPodAutoscalerSpec.spec.metrics of type v2.MetricSpec"
    ),
    (
      "LimitRange", ["spec": ["limits": [["max": 1]]]],
      "number into Go struct field LimitRangeItem.spec.limits.max of type v1.ResourceList"
    ),
  ] as [(String, JSONValue, String)])
  func callsTypesAsGoDoes(_ type: String, _ value: JSONValue, _ expected: String) {
    var decoder = GoDecoder()
    var text = ""
    do throws(GoDecoder.Problem) { _ = try decoder.decode(value, as: type) } catch { text = error.text }
    #expect(text == "json: cannot unmarshal \(expected)")
  }
}
