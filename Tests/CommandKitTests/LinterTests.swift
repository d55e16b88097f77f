import CommandKit
import Testing

@Suite struct LinterTests {
  @Test(arguments: [
    ("", []),
    (
      "{apiVersion: slipway.dev/v1alpha1, kind: ModelDeployment, metadata: {name: a}, spec: {model: {uri: 's3://m', "
        + "format: onnx}, runtime: {image: i}}}", []
    ),
    (
      "{apiVersion: slipway.dev/v1alpha1, kind: ModelDeployment, metadata: {name: a}, spec: {replica: 1, model: {uri: "
        + "'s3://m', format: onnx}, runtime: {image: i}}}",
      [#"f: document 1: ModelDeployment/a: error: unknown field "spec.replica""#]
    ),
    (
      "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 0}]}}",
      [
        "f: document 1: Service/a: error: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive",
        "f: document 1: Service/a: error: spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive",
      ]
    ),
    (
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
      ["f: document 2: ConfigMap/a: error: the same object stands in document 1 of f"]
    ),
    ("{kind: Service}", ["f: document 1: Service/without a name: error: apiVersion and kind must be set"]),
    (
      "{apiVersion: example.com/v1, kind: Thing, metadata: {name: a}}",
      ["f: document 1: Thing/a: warning: Thing of example.com/v1 is not known here, and was not checked"]
    ),
    ("{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}]}", []),
  ])
  func finds(_ text: String, _ expected: [String]) {
    var linter = Linter()
    linter.check(text, file: "f")
    #expect(linter.findings.map(\.description) == expected)
    #expect(linter.hasErrors == expected.contains { $0.contains(": error: ") })
  }

  @Test func saysWhereYAMLIsBroken() {
    var linter = Linter()
    linter.check("a: [", file: "f")
    #expect(linter.hasErrors)
    #expect(linter.findings.first?.message.contains("line 2") == true)
  }

  @Test func saysWhatTheOperatorWouldSay() {
    var linter = Linter()
    linter.check(
      "{apiVersion: slipway.dev/v1alpha1, kind: ModelDeployment, metadata: {name: a}, spec: {model: {uri: 's3://m', "
        + "format: onnx}, runtime: {image: i}, strategy: {canary: {steps: [{weight: 120%}]}}}}", file: "f")
    #expect(
      linter.findings.map(\.message)
        == [#"spec.strategy.canary.steps[0].weight: "120%": must be above 0% and at most 100%"#])
  }
}
