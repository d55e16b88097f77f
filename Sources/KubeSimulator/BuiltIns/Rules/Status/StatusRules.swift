import KubeCore
import KubeSchema

/// What makes the status of an object invalid, where it is written by itself.
enum StatusRules {
  static func check(_ object: JSONValue, _ old: JSONValue, _ storage: String) -> [FieldError] {
    let status = object["status"] ?? [:]
    switch storage {
    case "autoscaling/horizontalpodautoscalers":
      return FieldRules.notNegative(status, ["currentReplicas", "desiredReplicas"], "status")
    case "batch/jobs": return JobStatusRules.check(object, old)
    case "networking.k8s.io/ingresses": return checkPlaces(status)
    case "persistentvolumeclaims":
      return (status["capacity"]?.object ?? [:]).flatMap {
        FieldRules.quantityNotNegative($0.value, "status.capacity[\($0.key)]")
      }
    case "policy/poddisruptionbudgets":
      return ConditionRules.check(status["conditions"], "status.conditions")
        + FieldRules.notNegative(
          status, ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"], "status")
    default:
      guard let counts = counts[storage] else { return [] }
      return counts.check(status) + checkCollisions(status, old["status"] ?? [:])
    }
  }

  // MARK: - Counts of pods

  private struct Counts {
    /// All that may not be negative, in the server's order.
    var all: [String]
    /// Those that may not be more than there are replicas.
    var parts: [String] = []
    var ready = "readyReplicas"

    func check(_ status: JSONValue) -> [FieldError] {
      func number(_ name: String) -> Int64 { status[name]?.integer ?? 0 }
      var errors = FieldRules.notNegative(status, all, "status")
      for name in parts where number(name) > number("replicas") {
        errors.append(.invalid("status.\(name)", .integer(number(name)), "cannot be greater than status.replicas"))
      }
      if parts.contains("availableReplicas"), number("availableReplicas") > number("readyReplicas") {
        let value = JSONValue.integer(number("availableReplicas"))
        errors.append(.invalid("status.availableReplicas", value, "cannot be greater than \(ready)"))
      }
      return errors
    }
  }

  private static let counts: [String: Counts] = {
    let labeled = ["replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "observedGeneration"]
    let sets = Counts(
      all: labeled + ["terminatingReplicas"],
      parts: ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"])
    return [
      "apps/daemonsets": Counts(all: [
        "currentNumberScheduled", "numberMisscheduled", "desiredNumberScheduled", "numberReady", "observedGeneration",
        "updatedNumberScheduled", "numberAvailable", "numberUnavailable", "collisionCount",
      ]),
      "apps/deployments": Counts(
        all: [
          "observedGeneration", "replicas", "updatedReplicas", "readyReplicas", "availableReplicas",
          "unavailableReplicas", "terminatingReplicas", "collisionCount",
        ], parts: ["updatedReplicas", "readyReplicas", "availableReplicas"]),
      "apps/replicasets": sets, "replicationcontrollers": sets,
      "apps/statefulsets": Counts(
        all: [
          "replicas", "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas",
          "observedGeneration", "collisionCount",
        ], parts: ["readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas"],
        ready: "status.readyReplicas"),
    ]
  }()

  private static func checkCollisions(_ status: JSONValue, _ before: JSONValue) -> [FieldError] {
    guard let old = before["collisionCount"]?.integer else { return [] }
    let new = status["collisionCount"]?.integer
    guard new.map({ $0 < old }) ?? true else { return [] }
    return [.invalid("status.collisionCount", .integer(new ?? 0), "cannot be decremented")]
  }

  // MARK: - Load balancers

  private static func checkPlaces(_ status: JSONValue) -> [FieldError] {
    (status["loadBalancer"]?["ingress"]?.elements ?? []).enumerated().flatMap { position, place -> [FieldError] in
      let path = "status.loadBalancer.ingress[\(position)]"
      let (address, host) = (FieldRules.text(place, "ip"), FieldRules.text(place, "hostname"))
      var errors = address.isEmpty ? [] : FieldRules.address(address, "\(path).ip")
      guard !host.isEmpty else { return errors }
      errors += FieldRules.subdomain(host, "\(path).hostname")
      guard IPAddressText(host) != nil else { return errors }
      return errors + [.invalid("\(path).hostname", .string(host), "must be a DNS name, not an IP address")]
    }
  }
}
