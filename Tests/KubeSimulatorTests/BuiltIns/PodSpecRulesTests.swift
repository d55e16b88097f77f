import KubeCore
import KubeSchema
import Testing

@testable import KubeSimulator

/// What is wrong with specifications of pods, in the order and the words of a real server.
@Suite struct PodSpecRulesTests {
  private static let container: JSONValue = ["name": "web", "image": "nginx"]

  @Test(arguments: [
    (["containers": []], ["spec.containers: Required value"]),
    (
      ["containers": [["name": "a", "image": "i"], ["name": "a", "image": "j"]]],
      [#"spec.containers[1].name: Duplicate value: "a""#]
    ),
    (
      ["containers": [container], "initContainers": [["name": "init", "image": "i", "livenessProbe": ["exec": [:]]]]],
      [
        "spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without "
          + "restartPolicy=Always"
      ]
    ),
    (
      [
        "containers": [container],
        "volumes": [["name": "v", "emptyDir": [:], "configMap": ["name": "c"]], ["name": "w", "hostPath": [:]]],
      ],
      [
        "spec.volumes[0].configMap: Forbidden: may not specify more than 1 volume type",
        "spec.volumes[1].hostPath.path: Required value",
      ]
    ),
    (
      [
        "containers": [
          ["name": "a", "image": "i", "env": [["name": "B", "valueFrom": ["fieldRef": ["apiVersion": "v1"]]]]]
        ]
      ],
      ["spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Required value"]
    ),
    (
      [
        "containers": [container],
        "resourceClaims": [
          ["name": "gpu", "resourceClaimName": "g"], ["name": "gpu", "resourceClaimName": "h"],
        ],
      ],
      [#"spec.resourceClaims[1].name: Duplicate value: "gpu""#]
    ),
    (["containers": [container], "hostname": "a.b", "restartPolicy": "Never"], ["spec.hostname"]),
  ] as [(JSONValue, [String])])
  func namesWhatIsWrong(_ spec: JSONValue, _ expected: [String]) {
    let found = PodSpecRules.check(spec, "spec").map(\.text)
    #expect(found.count == expected.count)
    for (text, start) in zip(found, expected) { #expect(text.hasPrefix(start)) }
  }
}
