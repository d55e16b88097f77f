import KubeCore
import KubeSchema

/// What the server fills in: the defaults of the schema, and those that depend on other fields.
enum ObjectDefaults {
  static func apply(to object: inout JSONValue, _ definition: ResourceDefinition) {
    // Events are stored in one form, through whichever group they come.
    let schema = definition.storage == BuiltIn.events.storage ? BuiltIn.events.schema : definition.schema
    schema.applyDefaults(to: &object)
    if definition.isCustom {
      if let clean = withoutNulls(object, schema) { object = clean }
      return
    }
    switch definition.storage {
    case "apps/deployments": applyToDeployment(&object)
    case "apps/replicasets", "apps/statefulsets", "apps/daemonsets", "replicationcontrollers":
      WorkloadDefaults.apply(to: &object, definition.storage)
      applyToTemplate(&object)
      if definition.storage == BuiltIn.daemonSets.storage, object.annotations[templateGeneration] == nil {
        object[["metadata", "annotations", templateGeneration]] = "1"
      }
    case "podtemplates": applyToTemplate(&object, at: ["template", "spec"])
    case "rbac.authorization.k8s.io/rolebindings", "rbac.authorization.k8s.io/clusterrolebindings":
      applyToBinding(&object)
    case "batch/jobs":
      applyToTemplate(&object)
      JobDefaults.apply(to: &object)
    case "batch/cronjobs": applyToTemplate(&object, at: ["spec", "jobTemplate", "spec", "template", "spec"])
    case "pods": applyToPod(&object)
    case "services": applyToService(&object)
    case "namespaces": object[["metadata", "labels", "kubernetes.io/metadata.name"]] = .string(object.name)
    case "autoscaling/horizontalpodautoscalers": AutoscalerDefaults.apply(to: &object)
    case "networking.k8s.io/networkpolicies": applyToNetworkPolicy(&object)
    case "events": applyToEvent(&object)
    case "nodes": NodeDefaults.apply(to: &object)
    case "secrets": SecretData.encodeText(of: &object)
    case "limitranges": LimitRangeDefaults.apply(to: &object)
    case "storage.k8s.io/csidrivers":
      if object["spec"]?["volumeLifecycleModes"]?.elements.isEmpty != false {
        object[["spec", "volumeLifecycleModes"]] = ["Persistent"]
      }
    case "apiextensions.k8s.io/customresourcedefinitions": applyToDefinition(&object)
    default: break
    }
  }

  /// Counts the changes of a daemon set's template, as its own field did once.
  static let templateGeneration = "deprecated.daemonset.template.generation"

  /// Defaults that keep what the stored object has when a client leaves it out.
  static func prepareForUpdate(
    _ object: inout JSONValue, old: JSONValue, _ definition: ResourceDefinition, subresource: String?
  ) {
    if object["spec"] != old["spec"] { DisabledFields.drop(from: &object, definition) }
    if definition.storage == BuiltIn.services.storage, subresource == nil {
      ServiceFields.dropByType(&object, old: old)
    }
    if definition.storage == "persistentvolumeclaims" { ClaimSources.align(&object) }
    if definition.storage == "serviceaccounts" { bareSecrets(&object) }
    if definition.storage == EndpointDefaults.slices, object["endpoints"] != old["endpoints"] {
      EndpointDefaults.dropTopology(&object)
    }
    if definition.storage == BuiltIn.daemonSets.storage {
      let count = Int64(old.annotations[templateGeneration] ?? "") ?? 1
      let isSame = object["spec"]?["template"] == old["spec"]?["template"]
      object[["metadata", "annotations", templateGeneration]] = .string(String(isSame ? count : count + 1))
    }
    if definition.storage == BuiltIn.definitions.storage { DefinitionStatus.noteStorage(&object) }
  }

  /// Accounts name their secrets, and say nothing else of them.
  static func bareSecrets(_ object: inout JSONValue) {
    guard let secrets = object["secrets"]?.array else { return }
    object["secrets"] = .array(secrets.map { ["name": $0["name"] ?? ""] })
  }

  /// Members that are null have no place in an object, except where a schema says that null is a value.
  ///
  /// - Returns: `nil` when there is none to take away.
  private static func withoutNulls(_ value: JSONValue, _ schema: Schema) -> JSONValue? {
    guard case .object(let object) = value else { return nil }
    var result: JSONObject?
    for (key, child) in object {
      guard let below = schema.member(key) else { continue }
      let isLost = child.isNull && !below.isNullable && !below.preservesUnknownFields
      guard isLost || child.object != nil else { continue }
      let clean = isLost ? nil : withoutNulls(child, below)
      guard isLost || clean != nil else { continue }
      if result == nil { result = object }
      result?[key] = clean
    }
    return result.map { .object($0) }
  }

  private static func applyToDeployment(_ object: inout JSONValue) {
    var strategy = object["spec"]?["strategy"] ?? [:]
    if strategy["type"] == nil { strategy["type"] = "RollingUpdate" }
    if strategy["type"] == "RollingUpdate" {
      for limit in ["maxUnavailable", "maxSurge"] where strategy["rollingUpdate"]?[limit] == nil {
        strategy[["rollingUpdate", limit]] = "25%"
      }
    }
    object[["spec", "strategy"]] = strategy
    applyToTemplate(&object)
  }

  private static func applyToTemplate(
    _ object: inout JSONValue, at path: [String] = ["spec", "template", "spec"]
  ) {
    guard var spec = object[path] else { return }
    applyToPodSpec(&spec)
    object[path] = spec
  }

  /// Roles, users and groups belong to a group of the API, accounts to none.
  private static func applyToBinding(_ object: inout JSONValue) {
    if object["roleRef"]?["apiGroup"]?.string?.isEmpty != false {
      object[["roleRef", "apiGroup"]] = "rbac.authorization.k8s.io"
    }
    guard let subjects = object["subjects"]?.array else { return }
    object["subjects"] = .array(
      subjects.map { subject in
        guard subject["apiGroup"] == nil, subject["kind"] != "ServiceAccount" else { return subject }
        var subject = subject
        subject["apiGroup"] = "rbac.authorization.k8s.io"
        return subject
      })
  }

  private static func applyToPod(_ object: inout JSONValue) {
    PodAddresses.align(&object)
    guard var spec = object["spec"] else { return }
    if spec["enableServiceLinks"] == nil { spec["enableServiceLinks"] = true }
    if spec["terminationGracePeriodSeconds"]?.integer ?? 0 < 0 { spec["terminationGracePeriodSeconds"] = 1 }
    for list in ["containers", "initContainers"] {
      guard let containers = spec[list]?.array else { continue }
      spec[list] = .array(containers.map(withRequests))
    }
    applyToPodSpec(&spec)
    object["spec"] = spec
  }

  /// Who limits himself and asks for nothing asks for as much.
  private static func withRequests(_ container: JSONValue) -> JSONValue {
    var container = container
    for (name, value) in container["resources"]?["limits"]?.object ?? [:]
    where container["resources"]?["requests"]?[name] == nil {
      container[["resources", "requests", name]] = value
    }
    return container
  }

  private static func applyToPodSpec(_ spec: inout JSONValue) {
    for list in ["containers", "initContainers", "ephemeralContainers"] {
      guard let containers = spec[list]?.array else { continue }
      spec[list] = .array(containers.map(withPullPolicy))
    }
    // The older name of the field is written beside the newer one.
    if let account = spec["serviceAccountName"] ?? spec["serviceAccount"], account != "", !account.isNull {
      (spec["serviceAccountName"], spec["serviceAccount"]) = (account, account)
    }
    if let volumes = spec["volumes"]?.array { spec["volumes"] = .array(volumes.map(withSource)) }
  }

  /// A volume without a source is an empty folder.
  private static func withSource(_ volume: JSONValue) -> JSONValue {
    guard let members = volume.object, members.allSatisfy({ $0.key == "name" }) else { return volume }
    var volume = volume
    volume["emptyDir"] = [:]
    return volume
  }

  /// `latest` and untagged images are pulled each time.
  private static func withPullPolicy(_ container: JSONValue) -> JSONValue {
    guard container["imagePullPolicy"] == nil else { return container }
    var container = container
    let image = container["image"]?.string ?? ""
    let last = image.split(separator: "/").last ?? ""
    // What cannot be read as an image has no tag at all.
    let isReadable = !image.contains { $0.isWhitespace }
    let isLatest = isReadable && !image.contains("@") && (!last.contains(":") || last.hasSuffix(":latest"))
    container["imagePullPolicy"] = isLatest ? "Always" : "IfNotPresent"
    return container
  }

  private static func applyToService(_ object: inout JSONValue) {
    guard object["spec"] != nil else { return }
    if object["spec"]?["internalTrafficPolicy"] == nil, object["spec"]?["type"] != "ExternalName" {
      object[["spec", "internalTrafficPolicy"]] = "Cluster"
    }
    let type = object["spec"]?["type"]
    let isExposed = object["spec"]?["externalIPs"]?.elements.isEmpty == false
    if type == "NodePort" || type == "LoadBalancer" || isExposed, object["spec"]?["externalTrafficPolicy"] == nil {
      object[["spec", "externalTrafficPolicy"]] = "Cluster"
    }
    let places = object["status"]?["loadBalancer"]?["ingress"]?.array?.map { place in
      var place = place
      if place["ipMode"] == nil, place["ip"]?.string?.isEmpty == false { place["ipMode"] = "VIP" }
      return place
    }
    if let places { object[["status", "loadBalancer", "ingress"]] = .array(places) }
    if object["spec"]?["sessionAffinity"] == "ClientIP", object["spec"]?["sessionAffinityConfig"]?["clientIP"]?["timeoutSeconds"] == nil {
      object[["spec", "sessionAffinityConfig"]] = ["clientIP": ["timeoutSeconds": 10_800]]
    } else if object["spec"]?["sessionAffinity"] == "None" {
      object[["spec", "sessionAffinityConfig"]] = nil
    }
    if type == "LoadBalancer", object["spec"]?["allocateLoadBalancerNodePorts"] == nil {
      object[["spec", "allocateLoadBalancerNodePorts"]] = true
    }
    let ports = object["spec"]?["ports"]?.elements.map { port in
      var port = port
      if [nil, 0, ""].contains(port["targetPort"]) { port["targetPort"] = port["port"] }
      return port
    }
    if let ports, !ports.isEmpty { object[["spec", "ports"]] = .array(ports) }
  }

  private static func applyToNetworkPolicy(_ object: inout JSONValue) {
    for direction in ["ingress", "egress"] {
      guard let rules = object["spec"]?[direction]?.array else { continue }
      let complete = rules.map { rule in
        var rule = rule
        let ports = rule["ports"]?.array?.map { port in
          var port = port
          if port["protocol"] == nil { port["protocol"] = "TCP" }
          return port
        }
        if let ports { rule["ports"] = .array(ports) }
        return rule
      }
      object[["spec", direction]] = .array(complete)
    }
    guard object["spec"] != nil, object["spec"]?["policyTypes"]?.elements.isEmpty != false else { return }
    let egress: [JSONValue] = object["spec"]?["egress"]?.elements.isEmpty == false ? ["Egress"] : []
    object[["spec", "policyTypes"]] = .array(["Ingress"] + egress)
  }

  private static func applyToEvent(_ object: inout JSONValue) {
    for field in ["involvedObject", "source"] where object[field] == nil { object[field] = [:] }
    for field in ["reportingComponent", "reportingInstance"] where object[field] == nil { object[field] = "" }
  }

  private static func applyToDefinition(_ object: inout JSONValue) {
    guard let names = object["spec"]?["names"], let kind = names["kind"]?.string else { return }
    if names["singular"]?.string?.isEmpty != false {
      object[["spec", "names", "singular"]] = .string(kind.lowercased())
    }
    if names["listKind"]?.string?.isEmpty != false { object[["spec", "names", "listKind"]] = .string(kind + "List") }
    if object["spec"]?["conversion"] == nil { object[["spec", "conversion"]] = ["strategy": "None"] }
  }
}
