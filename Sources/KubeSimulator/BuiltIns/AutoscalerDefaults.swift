import KubeCore

/// What an autoscaler measures when it does not say, and the scaling rules when it sets some of them.
enum AutoscalerDefaults {
  static func apply(to object: inout JSONValue) {
    if object["spec"]?["minReplicas"] == nil { object[["spec", "minReplicas"]] = 1 }
    if object["spec"] != nil, object["spec"]?["metrics"]?.elements.isEmpty != false {
      let target: JSONValue = ["type": "Utilization", "averageUtilization": 80]
      object[["spec", "metrics"]] = [["type": "Resource", "resource": ["name": "cpu", "target": target]]]
    }
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
