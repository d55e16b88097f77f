import KubeCore
import KubeSchema

/// What a client is told about an object that is valid and yet not what it may have meant, in the server's words.
enum ObjectWarnings {
  /// - Parameter old: the object before; `nil` for a new one.
  static func about(_ object: JSONValue, old: JSONValue?, _ definition: ResourceDefinition) -> [String] {
    if definition.isCustom { return finalizers(object, old) }
    return switch definition.storage {
    case "pods": old == nil ? nameWarning(object, "the Pod's hostname") + pod(object, "") : []
    case "apps/deployments", "apps/replicasets", "replicationcontrollers", "batch/jobs":
      workload(object, old, ["spec", "template"])
    case "batch/cronjobs": workload(object, old, ["spec", "jobTemplate", "spec", "template"])
    case "apps/daemonsets": template(object, old, ["spec", "template"])
    case "apps/statefulsets": template(object, old, ["spec", "template"]) + statefulSet(object)
    case "podtemplates": template(object, old, ["template"])
    case "services": ServiceWarnings.about(object)
    case "secrets": secret(object)
    case "networking.k8s.io/ingresses": old == nil ? ingress(object) : []
    case "persistentvolumeclaims": claim(object)
    case "storage.k8s.io/csidrivers": driver(object, old)
    case BuiltIn.endpointSlices.storage:
      old == nil && object["addressType"] == "FQDN" ? ["spec.addressType: FQDN endpoints are deprecated"] : []
    default: []
    }
  }

  // MARK: - Pods and what makes them

  private static func nameWarning(_ object: JSONValue, _ use: String) -> [String] {
    let problems = NameText.problems(ofLabel: object.name)
    guard !problems.isEmpty else { return [] }
    return [
      "metadata.name: this is used in \(use), which can result in surprising behavior; a DNS label is recommended: "
        + "[\(problems.joined(separator: " "))]"
    ]
  }

  private static func workload(_ object: JSONValue, _ old: JSONValue?, _ path: [String]) -> [String] {
    (old == nil ? nameWarning(object, "Pod names and hostnames") : []) + template(object, old, path)
  }

  /// Templates are looked at when they are new or something beside them has changed.
  private static func template(_ object: JSONValue, _ old: JSONValue?, _ path: [String]) -> [String] {
    guard old == nil || old?.generation != object.generation, let template = object[path] else { return [] }
    return pod(template, path.joined(separator: ".") + ".")
  }

  private static func pod(_ pod: JSONValue, _ prefix: String) -> [String] { PodWarnings(pod: pod, prefix: prefix).all }

  private static func statefulSet(_ object: JSONValue) -> [String] {
    guard object["spec"]?["revisionHistoryLimit"]?.integer ?? 0 < 0 else { return [] }
    return [
      "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value >= 0 is recommended"
    ]
  }

  // MARK: - Others

  /// The names of finalizers of custom objects are not refused once they are there.
  private static func finalizers(_ object: JSONValue, _ old: JSONValue?) -> [String] {
    Set(object.finalizers).subtracting(old?.finalizers ?? []).sorted().flatMap { name -> [String] in
      let problems = NameText.problems(ofQualifiedName: name)
      let isPlain = !name.contains("/") && !["orphan", "foregroundDeletion", "kubernetes"].contains(name)
      let advice =
        "prefer a domain-qualified finalizer name\(name.contains(".") ? " including a path (/)" : "") to avoid accidental "
        + "conflicts with other finalizer writers"
      return (problems + (isPlain ? [advice] : [])).map { "metadata.finalizers: \"\(name)\": \($0)" }
    }
  }

  private static func secret(_ object: JSONValue) -> [String] {
    guard object["type"] == "kubernetes.io/tls" else { return [] }
    for (name, word) in [("tls.crt", "certificate"), ("tls.key", "key")] {
      let text = (object["data"]?[name]?.string).flatMap { Base64.decodeLeniently($0) }
        .map { String(decoding: $0, as: UTF8.self) }
      if text?.contains("-----BEGIN ") != true { return ["tls: failed to find any PEM data in \(word) input"] }
    }
    return []
  }

  private static func ingress(_ object: JSONValue) -> [String] {
    let annotation = "kubernetes.io/ingress.class"
    guard object.annotations[annotation] != nil, object["spec"]?["ingressClassName"] == nil else { return [] }
    return ["annotation \"\(annotation)\" is deprecated, please use 'spec.ingressClassName' instead"]
  }

  private static func claim(_ object: JSONValue) -> [String] {
    ["requests", "limits"].flatMap {
      fraction(object["spec"]?["resources"]?[$0]?["storage"], "spec.resources.\($0)[storage]")
    }
  }

  private static func driver(_ object: JSONValue, _ old: JSONValue?) -> [String] {
    let (spec, name) = (object["spec"] ?? [:], "serviceAccountTokenInSecrets")
    guard spec["tokenRequests"]?.elements.isEmpty == false, spec["tokenRequests"] != old?["spec"]?["tokenRequests"],
      spec[name] == nil
    else { return [] }
    return [
      "spec.\(name) is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in "
        + "volume attributes"
    ]
  }

  /// Bytes cannot be divided.
  static func fraction(_ value: JSONValue?, _ field: String) -> [String] {
    guard let quantity = FieldRules.quantity(value), FieldRules.isFraction(quantity) else { return [] }
    return ["\(field): fractional byte value \"\(value?.string ?? "")\" is invalid, must be an integer"]
  }
}
