import Foundation
import KubeCore

@testable import KubeSimulator

/// What a cluster looks like at rest, without anything that differs from run to run.
extension ScenarioPlayer {
  private static let deployments = "/apis/apps/v1/namespaces/{ns}/deployments"
  private static let sets = "/apis/apps/v1/namespaces/{ns}/replicasets"
  private static let prefix = "deployment.kubernetes.io/"

  func state() -> JSONValue {
    let sets = items(Self.sets)
    let names = Dictionary(sets.map { ($0.name, Self.title($0)) }) { first, _ in first }
    var state = JSONObject()
    set("deployments", named(items(Self.deployments)) { deploymentState($0, names) }, in: &state)
    let described = sets.map { setState($0, names) }.sorted { left, right in
      (left["set"]?.string ?? "", left["revision"]?.string ?? "")
        < (right["set"]?.string ?? "", right["revision"]?.string ?? "")
    }
    if !described.isEmpty { state["sets"] = .array(described) }
    set("jobs", named(items("/apis/batch/v1/namespaces/{ns}/jobs")) { jobState($0, names) }, in: &state)
    let budgets = items("/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets")
    set("budgets", named(budgets) { budgetState($0, names) }, in: &state)
    state["pods"] = podCounts()
    state["events"] = eventCounts(names)
    return .object(state)
  }

  private func set(_ name: String, _ objects: JSONObject, in state: inout JSONObject) {
    if !objects.isEmpty { state[name] = .object(objects) }
  }

  private func named(_ objects: [JSONValue], _ describe: (JSONValue) -> JSONValue) -> JSONObject {
    JSONObject(objects.map { ($0.name, describe($0)) })
  }

  // MARK: - Kinds

  private func deploymentState(_ object: JSONValue, _ names: [String: String]) -> JSONValue {
    let conditions = conditions(object, names).sorted { "\($0)" < "\($1)" }
    return [
      "generation": object.generation.map { .integer($0) } ?? .null,
      "revision": object.annotations[Self.prefix + "revision"].map { .string($0) } ?? .null,
      "deleting": .bool(object.isDeleting),
      "counts": counts(
        object,
        [
          "observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas",
          "unavailableReplicas", "terminatingReplicas",
        ]), "conditions": .array(conditions),
    ]
  }

  private func setState(_ object: JSONValue, _ names: [String: String]) -> JSONValue {
    func note(_ name: String) -> JSONValue { object.annotations[Self.prefix + name].map { .string($0) } ?? .null }
    return [
      "set": .string(Self.title(object)), "revision": note("revision"), "history": note("revision-history"),
      "desired": note("desired-replicas"), "max": note("max-replicas"), "size": object["spec"]?["replicas"] ?? 0,
      "counts": counts(
        object, ["replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "terminatingReplicas"]),
      "conditions": .array(conditions(object, names)),
    ]
  }

  private func jobState(_ object: JSONValue, _ names: [String: String]) -> JSONValue {
    [
      "counts": counts(object, ["active", "ready", "succeeded", "failed", "terminating"]),
      "started": .bool(object["status"]?["startTime"] != nil),
      "completed": .bool(object["status"]?["completionTime"] != nil), "conditions": .array(conditions(object, names)),
    ]
  }

  private func budgetState(_ object: JSONValue, _ names: [String: String]) -> JSONValue {
    [
      "counts": counts(object, ["currentHealthy", "desiredHealthy", "disruptionsAllowed", "expectedPods"]),
      "conditions": .array(conditions(object, names)),
    ]
  }

  private func podCounts() -> JSONValue {
    var counts: [String: Int] = [:]
    for pod in items("/api/v1/namespaces/{ns}/pods") {
      var key = "\(Self.tag(pod["spec"])) \(pod["status"]?["phase"]?.string ?? "")"
      if PodFacts.isReady(pod) { key += " ready" }
      if pod.isDeleting { key += " deleting" }
      if pod.ownerReferences.isEmpty { key += " orphan" }
      counts[key, default: 0] += 1
    }
    return .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .count($0.value)) }))
  }

  private func eventCounts(_ names: [String: String]) -> JSONValue {
    var counts: [String: Int64] = [:]
    for event in items("/api/v1/namespaces/{ns}/events") {
      let kind = event["involvedObject"]?["kind"]?.string ?? ""
      guard !["Service", "Endpoints", "EndpointSlice"].contains(kind) else { continue }
      let message = Self.normalised(event["message"]?.string ?? "", names)
      let key = "\(event["type"]?.string ?? "") \(kind) \(event["reason"]?.string ?? ""): \(message)"
      counts[key, default: 0] += event["count"]?.integer ?? 1
    }
    return .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) }))
  }

  // MARK: - Parts

  private func counts(_ object: JSONValue, _ fields: [String]) -> JSONValue {
    .object(JSONObject(fields.map { ($0, .integer(object["status"]?[$0]?.integer ?? 0)) }))
  }

  private func conditions(_ object: JSONValue, _ names: [String: String]) -> [JSONValue] {
    (object["status"]?["conditions"]?.elements ?? []).map { condition in
      [
        condition["type"] ?? "", condition["status"] ?? "", condition["reason"] ?? "",
        .string(Self.normalised(condition["message"]?.string ?? "", names)),
      ]
    }
  }

  /// A set by its owner and the version that it runs.
  private static func title(_ set: JSONValue) -> String {
    "\(set.ownerReferences.first?["name"]?.string ?? "-")#\(tag(set["spec"]?["template"]?["spec"]))"
  }

  private static func tag(_ spec: JSONValue?) -> String {
    let image = spec?["containers"]?[0]?["image"]?.string ?? ""
    return String(image.split(separator: ":").last ?? "")
  }

  /// Text with the generated names taken out.
  private static func normalised(_ text: String, _ names: [String: String]) -> String {
    let letters = "[bcdfghjklmnpqrstvwxz2456789]"
    var result = text
    for (name, title) in names.sorted(by: { $0.key.count > $1.key.count }) {
      result = result.replacing(name, with: "<\(title)>")
    }
    let rules = [
      ("\\b([a-z]+)-\(letters){8,10}\\b", "<$1#gone>"), ("<([^>]*)>-\(letters){5}\\b", "<$1>-pod"),
      ("\\b([a-z]+)-\(letters){5}\\b", "$1-pod"),
    ]
    for (pattern, replacement) in rules {
      result = result.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression)
    }
    return result
  }
}
