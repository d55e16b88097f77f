import KubeCore

/// The scaling rules of an autoscaler that sets some of them.
enum AutoscalerDefaults {
  static func apply(to object: inout JSONValue) {
    if object["spec"]?["minReplicas"] == nil { object[["spec", "minReplicas"]] = 1 }
    guard let behavior = object["spec"]?["behavior"]?.object else { return }
    let up: JSONValue = [
      "stabilizationWindowSeconds": 0, "selectPolicy": "Max",
      "policies": [
        ["type": "Pods", "value": 4, "periodSeconds": 15], ["type": "Percent", "value": 100, "periodSeconds": 15],
      ],
    ]
    let down: JSONValue = [
      "selectPolicy": "Max", "policies": [["type": "Percent", "value": 100, "periodSeconds": 15]],
    ]
    object[["spec", "behavior", "scaleUp"]] = MergePatch.apply(behavior["scaleUp"] ?? [:], to: up)
    object[["spec", "behavior", "scaleDown"]] = MergePatch.apply(behavior["scaleDown"] ?? [:], to: down)
  }
}
