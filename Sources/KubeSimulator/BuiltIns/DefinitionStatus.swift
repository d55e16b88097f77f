import KubeCore

/// The status of a `CustomResourceDefinition`, as the controllers of the API server set it.
enum DefinitionStatus {
  static func initial(_ object: JSONValue) -> JSONValue {
    let stored = object["spec"]?["versions"]?.elements.first { $0["storage"]?.bool == true }?["name"]
    return [
      "conditions": .null, "acceptedNames": ["plural": "", "kind": ""],
      "storedVersions": .array(stored.map { [$0] } ?? []),
    ]
  }

  /// Takes the names that nobody else of the group has, and serves the definition once it has all of them.
  ///
  /// Source: `k8s.io/apiextensions-apiserver/pkg/controller/status`, calculateNamesAndConditions.
  ///
  /// - Parameter others: the other definitions of the group.
  static func accepted(_ object: JSONValue, among others: [JSONValue], now: Timestamp) -> JSONValue {
    var names = DefinitionNames(object, others)
    names.accept()
    var status = object["status"] ?? initial(object)
    status["acceptedNames"] = names.accepted
    let isEstablished = object.condition("Established")?["status"] == "True"
    var conditions: [JSONValue] = []
    if let conflict = names.conflict {
      conditions.append(condition("NamesAccepted", "False", conflict.reason, conflict.message, now))
      if !isEstablished {
        conditions.append(condition("Established", "False", "NotAccepted", "not all names are accepted", now))
      }
    } else {
      conditions.append(condition("NamesAccepted", "True", "NoConflicts", "no conflicts found", now))
      if !isEstablished {
        let message = "the initial names have been accepted"
        conditions.append(condition("Established", "True", "InitialNamesAccepted", message, now))
      }
    }
    status["conditions"] = .array(merged(conditions, into: status["conditions"]?.elements ?? []))
    return status
  }

  static func setTerminating(_ object: inout JSONValue, now: Timestamp) {
    let conditions = object["status"]?["conditions"]?.elements ?? []
    let message = "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon"
    object[["status", "conditions"]] = .array(
      conditions + [condition("Terminating", "True", "InstanceDeletionPending", message, now)])
  }

  /// The versions in which objects may be stored: those of before, and the one that is new.
  static func noteStorage(_ object: inout JSONValue) {
    let known = object["status"]?["storedVersions"]?.elements ?? []
    let stored = (object["spec"]?["versions"]?.elements ?? []).filter { $0["storage"]?.bool == true }
    let new = stored.compactMap { $0["name"] }.filter { !known.contains($0) }
    if !new.isEmpty { object[["status", "storedVersions"]] = .array(known + new) }
  }

  /// What has not changed keeps its time.
  private static func merged(_ new: [JSONValue], into old: [JSONValue]) -> [JSONValue] {
    var result = old
    for condition in new {
      guard let position = result.firstIndex(where: { $0["type"] == condition["type"] }) else {
        result.append(condition)
        continue
      }
      let isSame = ["status", "reason", "message"].allSatisfy { result[position][$0] == condition[$0] }
      if !isSame { result[position] = condition }
    }
    return result
  }

  private static func condition(
    _ type: String, _ status: String, _ reason: String, _ message: String, _ now: Timestamp
  ) -> JSONValue {
    [
      "type": .string(type), "status": .string(status), "lastTransitionTime": .string(now.wholeSeconds.text),
      "reason": .string(reason), "message": .string(message),
    ]
  }
}
