import KubeCore

/// Autoscalers are stored in version 2. Version 1 knows the processor's utilization alone, and keeps what else there is
/// in annotations, so that nothing is lost on the way there and back.
enum AutoscalerForm {
  private static let prefix = "autoscaling.alpha.kubernetes.io/"
  private static let version1 = "v1"

  static func view(_ object: JSONValue, as type: ResourceType) -> JSONValue {
    guard type.version == version1 else { return object }
    var result = object
    result["apiVersion"] = .string(type.apiVersion)
    var annotations = object.annotations
    let metrics = object["spec"]?["metrics"]?.elements ?? []
    let target = metrics.first(where: isCPU)
    result[["spec", "metrics"]] = nil
    result[["spec", "targetCPUUtilizationPercentage"]] = target.flatMap { utilization($0, "target") }
    annotations[prefix + "metrics"] = text(metrics.filter { $0 != target }.map { AutoscalerMetricForm.view($0, "target") })
    annotations[prefix + "behavior"] = object["spec"]?["behavior"].map {
      InternalForm.value($0, as: "HorizontalPodAutoscalerBehavior").description
    }
    result[["spec", "behavior"]] = nil
    let current = object["status"]?["currentMetrics"]?.elements ?? []
    let seen = current.first(where: isCPU)
    result[["status", "currentMetrics"]] = nil
    result[["status", "currentCPUUtilizationPercentage"]] = seen.flatMap { utilization($0, "current") }
    annotations[prefix + "current-metrics"] = text(current.filter { $0 != seen }.map { AutoscalerMetricForm.view($0, "current") })
    annotations[prefix + "conditions"] = text(object["status"]?["conditions"]?.elements ?? [])
    result[["status", "conditions"]] = nil
    if result["status"]?["currentReplicas"] == nil { result[["status", "currentReplicas"]] = 0 }
    result.setMetadata("annotations", .init(annotations))
    return result
  }

  /// A value whose members are called as the wire calls them, not as Go does.
  private static func onWire(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let elements): return .array(elements.map(onWire))
    case .object(let object):
      let members = object.filter { !$0.value.isNull }.map { key, child in
        (key.prefix(1).lowercased() + key.dropFirst(), onWire(child))
      }
      return .object(JSONObject(members))
    default: return value
    }
  }

  static func stored(_ object: JSONValue, of type: ResourceType) -> JSONValue {
    guard type.version == version1 else { return object }
    var result = object
    result["apiVersion"] = "autoscaling/v2"
    var annotations = object.annotations
    func taken(_ name: String) -> JSONValue? {
      annotations.removeValue(forKey: prefix + name).flatMap { try? JSONParser.parse($0) }
    }
    var metrics = (taken("metrics")?.elements ?? []).map { AutoscalerMetricForm.stored($0, "target") }
    if let percentage = object["spec"]?["targetCPUUtilizationPercentage"], !percentage.isNull {
      metrics.append([
        "type": "Resource",
        "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": percentage]],
      ])
    }
    result[["spec", "targetCPUUtilizationPercentage"]] = nil
    result[["spec", "metrics"]] = metrics.isEmpty ? nil : .array(metrics)
    result[["spec", "behavior"]] = taken("behavior").map(Self.onWire)
    result[["status", "conditions"]] = taken("conditions")
    result[["status", "currentMetrics"]] = currentMetrics(
      object, others: (taken("current-metrics")?.elements ?? []).map { AutoscalerMetricForm.stored($0, "current") })
    result[["status", "currentCPUUtilizationPercentage"]] = nil
    result.setMetadata("annotations", .init(annotations))
    return result
  }

  private static func currentMetrics(_ object: JSONValue, others: [JSONValue]) -> JSONValue {
    guard let seen = object["status"]?["currentCPUUtilizationPercentage"], !seen.isNull else {
      return others.isEmpty ? .null : .array(others)
    }
    let own: JSONValue = [
      "type": "Resource", "resource": ["name": "cpu", "current": ["averageUtilization": seen]],
    ]
    return .array([own] + others)
  }

  private static func isCPU(_ metric: JSONValue) -> Bool {
    metric["type"] == "Resource" && metric["resource"]?["name"] == "cpu"
      && (metric["resource"]?["target"] == nil || utilization(metric, "target") != nil)
  }

  private static func utilization(_ metric: JSONValue, _ member: String) -> JSONValue? {
    metric["resource"]?[member]?["averageUtilization"].flatMap { $0.isNull ? nil : $0 }
  }

  private static func text(_ list: [JSONValue]) -> String? {
    list.isEmpty ? nil : JSONValue.array(list).description
  }
}
