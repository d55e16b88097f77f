import KubeCore

/// The status of a `CustomResourceDefinition`, as the controllers of the API server set it.
enum DefinitionStatus {
  static func initial(_ object: JSONValue) -> JSONValue {
    let stored = object["spec"]?["versions"]?.elements.filter { $0["storage"]?.bool == true }.compactMap { $0["name"] }
    return [
      "conditions": .null, "acceptedNames": ["plural": "", "kind": ""], "storedVersions": .array(stored ?? []),
    ]
  }

  static func established(_ object: JSONValue, now: Timestamp) -> JSONValue {
    var status = object["status"] ?? initial(object)
    status["acceptedNames"] = object["spec"]?["names"]
    status["conditions"] = [
      condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
      condition("Established", "InitialNamesAccepted", "the initial names have been accepted", now),
    ]
    return status
  }

  static func setTerminating(_ object: inout JSONValue, now: Timestamp) {
    let conditions = object["status"]?["conditions"]?.elements ?? []
    let message = "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon"
    object[["status", "conditions"]] = .array(
      conditions + [condition("Terminating", "InstanceDeletionPending", message, now)])
  }

  private static func condition(_ type: String, _ reason: String, _ message: String, _ now: Timestamp) -> JSONValue {
    [
      "type": .string(type), "status": "True", "lastTransitionTime": .string(now.wholeSeconds.text),
      "reason": .string(reason), "message": .string(message),
    ]
  }
}
