import KubeCore

/// What the server keeps and sets of certificate signing requests.
///
/// Source: `k8s.io/kubernetes/pkg/registry/certificates/certificates`.
enum SigningRequestFields {
  /// The one subresource beside the status.
  static let approval = "approval"

  /// A new request carries the name of who made it, whatever it says itself.
  static func stamp(_ request: inout JSONValue, _ user: UserInfo) {
    request[["spec", "username"]] = .string(user.name)
    request[["spec", "uid"]] = user.uid.isEmpty ? nil : .string(user.uid)
    request[["spec", "groups"]] = user.groups.isEmpty ? nil : .array(user.groups.map { .string($0) })
    let extra = user.extra.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.array($0.value.map { .string($0) })) }
    request[["spec", "extra"]] = extra.isEmpty ? nil : .object(JSONObject(extra))
  }

  /// What a change leaves as it is: everything but metadata, but for what its subresource is there for.
  static func take(from old: JSONValue, into proposed: JSONValue, _ context: WriteContext) -> JSONValue {
    var new = proposed
    new["spec"] = old["spec"]
    switch context.subresource {
    case "status": preserveDecisions(&new, old)
    case approval: new[["status", "certificate"]] = old["status"]?["certificate"]
    default: new["status"] = old["status"]
    }
    if context.subresource != nil { setTimes(&new, old, context.now) }
    return new
  }

  /// Decisions that are there already cannot be changed through the status.
  private static func preserveDecisions(_ new: inout JSONValue, _ old: JSONValue) {
    var conditions = new["status"]?["conditions"]?.elements ?? []
    for type in ["Approved", "Denied"] {
      let own = conditions.indices.filter { conditions[$0]["type"]?.string == type }
      let known = (old["status"]?["conditions"]?.elements ?? []).filter { $0["type"]?.string == type }
      guard own.count == known.count else { continue }
      for (position, condition) in zip(own, known) { conditions[position] = condition }
    }
    if new["status"]?["conditions"] != nil { new[["status", "conditions"]] = .array(conditions) }
  }

  private static func setTimes(_ new: inout JSONValue, _ old: JSONValue, _ now: Timestamp) {
    guard let conditions = new["status"]?["conditions"]?.array else { return }
    let time: JSONValue = .string(now.wholeSeconds.text)
    let timed = conditions.map { condition in
      var condition = condition
      if condition["lastUpdateTime"]?.string == nil { condition["lastUpdateTime"] = time }
      if condition["lastTransitionTime"]?.string == nil {
        let known = (old["status"]?["conditions"]?.elements ?? []).first {
          $0["type"] == condition["type"] && $0["status"] == condition["status"]
            && $0["lastTransitionTime"]?.string != nil
        }
        condition["lastTransitionTime"] = known?["lastTransitionTime"] ?? time
      }
      return condition
    }
    new[["status", "conditions"]] = .array(timed)
  }
}
