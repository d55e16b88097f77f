import KubeCore
import KubeSchema

/// What of a pod's specification may change once it is made.
enum PodUpdateRules {
  private static let message =
    "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n"

  /// - Returns: the server's error without the comparison of the two specifications that follows there.
  static func check(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    guard let before = old["spec"], let after = object["spec"] else { return [] }
    guard fixed(after, over: before) != fixed(before, over: before) else { return [] }
    return [.forbidden("spec", message)]
  }

  /// A specification in which all that may change is as it was.
  private static func fixed(_ spec: JSONValue, over before: JSONValue) -> JSONValue {
    var spec = spec
    for list in ["containers", "initContainers"] { spec[list] = withoutImages(spec[list]) }
    spec["activeDeadlineSeconds"] = nil
    spec["schedulingGates"] = nil
    if before["terminationGracePeriodSeconds"]?.integer ?? 0 < 0, spec["terminationGracePeriodSeconds"] == 1 {
      spec["terminationGracePeriodSeconds"] = before["terminationGracePeriodSeconds"]
    }
    let tolerations = spec["tolerations"]?.elements ?? []
    if (before["tolerations"]?.elements ?? []).allSatisfy(tolerations.contains) { spec["tolerations"] = nil }
    return spec
  }

  private static func withoutImages(_ containers: JSONValue?) -> JSONValue? {
    guard let containers = containers?.array else { return nil }
    return .array(
      containers.map { container in
        var container = container
        container["image"] = nil
        return container
      })
  }
}
