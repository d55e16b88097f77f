import KubeCore
import KubeSchema

/// What makes references to a pod's own fields and resources invalid, in variables and in volumes.
enum FieldReferenceRules {
  static let ofVariables = [
    "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP",
    "status.hostIPs", "status.podIP", "status.podIPs",
  ]
  static let ofVolumes = [
    "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
  ]
  /// What can be named at all.
  private static let known = Set(
    ofVariables + ofVolumes + ["spec.restartPolicy", "spec.schedulerName", "spec.host", "status.phase"])
  private static let resources = [
    "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage",
    "requests.memory",
  ]

  static func check(field reference: JSONValue, _ path: String, supported: [String]) -> [FieldError] {
    let version = FieldRules.text(reference, "apiVersion")
    if version.isEmpty { return [.required("\(path).apiVersion")] }
    let (text, field) = (FieldRules.text(reference, "fieldPath"), "\(path).fieldPath")
    if text.isEmpty { return [.required(field)] }
    if let problem = problem(version, text) {
      return [.invalid(field, .string(text), "error converting fieldPath: \(problem)")]
    }
    if let (map, key) = subscripted(text) {
      return FieldRules.qualifiedName(map == "metadata.annotations" ? key.lowercased() : key, path)
    }
    return supported.contains(text)
      ? [] : [.notSupported(field, .string(text), supported: supported.map { .string($0) })]
  }

  /// Why a path cannot be told from the others.
  private static func problem(_ version: String, _ text: String) -> String? {
    if version != "v1" { return "unsupported pod version: \(version)" }
    if let (map, _) = subscripted(text) {
      let isMap = map == "metadata.annotations" || map == "metadata.labels"
      return isMap ? nil : "field label does not support subscript: \(text)"
    }
    return known.contains(text) ? nil : "field label not supported: \(text)"
  }

  /// The parts of `metadata.labels['key']`.
  private static func subscripted(_ text: String) -> (map: String, key: String)? {
    guard let match = text.wholeMatch(of: /(.+?)\['(.*)'\]/) else { return nil }
    return (String(match.output.1), String(match.output.2))
  }

  static func check(resource reference: JSONValue, _ path: String, needsContainer: Bool) -> [FieldError] {
    let resource = FieldRules.text(reference, "resource")
    if needsContainer, FieldRules.text(reference, "containerName").isEmpty {
      return [.required("\(path).containerName")]
    }
    if resource.isEmpty { return [.required("\(path).resource")] }
    let isHuge = resource.hasPrefix("requests.hugepages-") || resource.hasPrefix("limits.hugepages-")
    guard isHuge || resources.contains(resource) else {
      return [
        .notSupported("\(path).resource", .string(resource), supported: resources.map { .string($0) })
      ]
    }
    return checkDivisor(reference, resource, path)
  }

  private static let sizes = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"]

  private static func checkDivisor(_ reference: JSONValue, _ resource: String, _ path: String) -> [FieldError] {
    let divisor = reference["divisor"]?.string ?? "0"
    if divisor == "0" { return [] }
    let isCPU = resource.hasSuffix(".cpu")
    guard !(isCPU ? ["1m", "1"] : sizes).contains(divisor) else { return [] }
    let kinds = [".cpu": "cpu", ".memory": "memory", ".ephemeral-storage": "local ephemeral storage"]
    let kind = kinds.first { resource.hasSuffix($0.key) }?.value ?? "hugepages"
    let values = isCPU ? "1m and 1" : sizes.joined(separator: ", ")
    return [
      .invalid(
        "\(path).divisor", .string(resource), "only divisor's values \(values) are supported with the \(kind) resource")
    ]
  }
}
