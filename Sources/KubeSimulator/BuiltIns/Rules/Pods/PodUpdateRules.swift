import KubeCore
import KubeSchema

/// What of a pod's specification may change once it is made.
enum PodUpdateRules {
  private static let message =
    "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n"

  /// - Parameter subresource: through which the pod is changed.
  static func check(_ object: JSONValue, _ old: JSONValue, _ subresource: String?) -> [FieldError] {
    switch subresource {
    case nil: checkSpec(object, old)
    case "ephemeralcontainers": checkEphemeral(object, old)
    case "resize": checkResize(object, old)
    case "status": PodStatusRules.check(object, old)
    default: []
    }
  }

  /// Containers for a look inside come and stay as they are.
  private static func checkEphemeral(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    let path = "spec.ephemeralContainers"
    let new = object["spec"]?["ephemeralContainers"]?.elements ?? []
    return (old["spec"]?["ephemeralContainers"]?.elements ?? []).compactMap { before in
      let head = "existing ephemeral containers \"\(before.memberName)\" may not be"
      guard let after = new.first(where: { $0.memberName == before.memberName }) else {
        return .forbidden(path, head + " removed\n")
      }
      let difference = InternalForm.difference(before, after, as: "EphemeralContainer")
      return before == after ? nil : .forbidden(path, head + " changed\n" + difference)
    }
  }

  private static func checkResize(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    func fixed(_ pod: JSONValue) -> JSONValue? {
      var spec = pod["spec"]
      for list in ["containers", "initContainers"] {
        guard let containers = spec?[list]?.array else { continue }
        spec?[list] = .array(
          containers.map { container in
            var container = container
            container["resizePolicy"] = nil
            for member in ["requests", "limits"] {
              for name in ["cpu", "memory"] { container[["resources", member, name]] = nil }
              if container["resources"]?[member]?.object?.isEmpty == true { container[["resources", member]] = nil }
            }
            return container
          })
      }
      return spec
    }
    guard canResize(old) else {
      return [.forbidden("spec", "Pod running on node without support for resize")]
    }
    if ServiceClass.of(object) != ServiceClass.of(old) {
      return [
        .invalid(
          "spec", old["status"]?["qosClass"] ?? "", "Pod QOS Class may not change as a result of resizing")
      ]
    }
    return fixed(object) == fixed(old) ? [] : [.forbidden("spec", "only cpu and memory resources are mutable")]
  }

  /// A node that can resize pods says what their running containers have; of a pod that does not run it is not known.
  private static func canResize(_ pod: JSONValue) -> Bool {
    let running = (pod["status"]?["containerStatuses"]?.elements ?? []).first { $0["state"]?["running"] != nil }
    return running.map { $0["resources"] != nil } ?? true
  }

  private static func checkSpec(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    guard let before = old["spec"], let after = object["spec"], before != after else { return [] }
    for list in ["containers", "initContainers"] {
      if after[list]?.elements.count ?? 0 != before[list]?.elements.count ?? 0 {
        return [.forbidden("spec.\(list)", "pod updates may not add or remove containers")]
      }
    }
    let deadline = checkDeadline(after, before)
    guard deadline.stops == false else { return deadline.errors }
    var errors = deadline.errors + checkTolerations(after, before) + checkGates(after, before)
    let munged = munged(after, before)
    guard munged != before else { return errors }
    let isGated = before["schedulingGates"]?.elements.isEmpty == false
    // A gated pod that has no node yet may still be steered to some.
    if isGated, withoutSteering(munged) == withoutSteering(before) { return errors }
    errors.append(.forbidden("spec", message + InternalForm.difference(before, munged, as: "PodSpec")))
    return errors
  }

  private static func checkDeadline(
    _ after: JSONValue, _ before: JSONValue
  ) -> (errors: [FieldError], stops: Bool) {
    let path = "spec.activeDeadlineSeconds"
    guard let new = after["activeDeadlineSeconds"] else {
      let isLost = before["activeDeadlineSeconds"] != nil
      return (isLost ? [.invalid(path, .null, "must not update from a positive integer to nil value")] : [], false)
    }
    let seconds = new.integer ?? 0
    if !(0...Int64(Int32.max)).contains(seconds) {
      return ([.invalid(path, new, "must be between 0 and 2147483647, inclusive")], true)
    }
    if let old = before["activeDeadlineSeconds"]?.integer, old < seconds {
      return ([.invalid(path, new, "must be less than or equal to previous value")], true)
    }
    return ([], false)
  }

  private static func checkTolerations(_ after: JSONValue, _ before: JSONValue) -> [FieldError] {
    let new = after["tolerations"]?.elements ?? []
    func bare(_ toleration: JSONValue) -> JSONValue {
      var toleration = toleration
      toleration["tolerationSeconds"] = nil
      return toleration
    }
    let isKept = (before["tolerations"]?.elements ?? []).allSatisfy { old in new.contains { bare($0) == bare(old) } }
    return isKept
      ? []
      : [.forbidden("spec.tolerations", "existing toleration can not be modified except its tolerationSeconds")]
  }

  private static func checkGates(_ after: JSONValue, _ before: JSONValue) -> [FieldError] {
    let old = before["schedulingGates"]?.elements ?? []
    return (after["schedulingGates"]?.elements ?? []).enumerated().filter { !old.contains($0.element) }.map {
      .forbidden(
        "spec.schedulingGates[\($0.offset)].name", "only deletion is allowed, but found new scheduling gate "
          + "'\($0.element.memberName)'")
    }
  }

  /// The new specification, in which all that may change is as it was.
  private static func munged(_ after: JSONValue, _ before: JSONValue) -> JSONValue {
    var spec = after
    for list in ["containers", "initContainers"] {
      guard let containers = spec[list]?.array else { continue }
      let images = (before[list]?.elements ?? []).map { $0["image"] }
      spec[list] = .array(
        zip(containers, images).map { container, image in
          var container = container
          container["image"] = image
          return container
        })
    }
    for name in ["activeDeadlineSeconds", "schedulingGates", "tolerations"] { spec[name] = before[name] }
    let grace = "terminationGracePeriodSeconds"
    if before[grace]?.integer ?? 0 < 0, spec[grace] == 1 { spec[grace] = before[grace] }
    return spec
  }

  private static func withoutSteering(_ spec: JSONValue) -> JSONValue {
    var spec = spec
    spec["nodeSelector"] = nil
    spec["affinity"] = nil
    return spec
  }
}
