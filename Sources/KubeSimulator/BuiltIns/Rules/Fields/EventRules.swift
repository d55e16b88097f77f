import KubeCore
import KubeSchema

/// What makes events invalid. Those that are written through `events.k8s.io` are held to more than those of the core
/// group, whose rules must let pass what clients have always sent.
enum EventRules {
  static func check(_ event: JSONValue, _ old: JSONValue?, isStrict: Bool) -> [FieldError] {
    var errors = hasTime(event) ? checkNew(event, isStrict) : checkPlace(event, isAlone: false)
    guard isStrict else { return errors }
    if event["series"] != old?["series"] || old == nil { errors += checkSeries(event) }
    return errors + (old.map { checkChange(event, $0) } ?? checkCreation(event))
  }

  private static func hasTime(_ event: JSONValue) -> Bool { event["eventTime"]?.string?.isEmpty == false }

  /// - Parameter isAlone: whether an event about something in another namespace is let pass.
  private static func checkPlace(_ event: JSONValue, isAlone: Bool) -> [FieldError] {
    let about = event["involvedObject"]?["namespace"]?.string ?? ""
    let free = isAlone ? ["default", "kube-system"] : ["default"]
    let fits = about.isEmpty ? free.contains(event.namespace ?? "") : isAlone || about == event.namespace
    return fits ? [] : [.invalid("involvedObject.namespace", .string(about), "does not match event.namespace")]
  }

  private static func checkNew(_ event: JSONValue, _ isStrict: Bool) -> [FieldError] {
    var errors = checkPlace(event, isAlone: true)
    let field = isStrict ? "reportingController" : "reportingComponent"
    let controller = FieldRules.text(event, "reportingComponent")
    if controller.isEmpty { errors.append(.required(field)) }
    errors += FieldRules.qualifiedName(controller, field)
    for (name, limit) in [("reportingInstance", 128), ("action", 128), ("reason", 128)] {
      let text = FieldRules.text(event, name)
      if text.isEmpty { errors.append(.required(name)) }
      if text.utf8.count > limit { errors.append(.invalid(name, "", "can have at most \(limit) characters")) }
    }
    if FieldRules.text(event, "message").utf8.count > 1024 {
      errors.append(.invalid("message", "", "can have at most 1024 characters"))
    }
    return errors
  }

  private static func checkCreation(_ event: JSONValue) -> [FieldError] {
    var errors: [FieldError] = hasTime(event) ? [] : [.required("eventTime")]
    let type = FieldRules.text(event, "type")
    if type != "Normal", type != "Warning" { errors.append(.invalid("type", "", "has invalid value: \(type)")) }
    var given = ["firstTimestamp", "lastTimestamp"].filter { event[$0]?.string?.isEmpty == false }
    if event["count"]?.integer ?? 0 != 0 { given.append("count") }
    if ["component", "host"].contains(where: { event["source"]?[$0]?.string?.isEmpty == false }) {
      given.append("source")
    }
    return errors + given.map { .invalid($0, "", "needs to be unset") }
  }

  private static func checkSeries(_ event: JSONValue) -> [FieldError] {
    guard let series = event["series"], !series.isNull else { return [] }
    var errors: [FieldError] = []
    if series["count"]?.integer ?? 0 < 2 { errors.append(.invalid("series.count", "", "should be at least 2")) }
    if series["lastObservedTime"]?.string?.isEmpty != false { errors.append(.required("series.lastObservedTime")) }
    return errors
  }

  /// Only the series goes on; the rest of an event is as it happened.
  private static func checkChange(_ event: JSONValue, _ old: JSONValue) -> [FieldError] {
    let fields = [
      "involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "type", "eventTime",
      "action", "related", "reportingInstance",
    ]
    var errors = FieldRules.immutable(event, old, fields)
    if event["reason"] != old["reason"] { errors += FieldRules.immutable(event, old, ["reason"]) }
    if event["reportingComponent"] != old["reportingComponent"] {
      errors.append(.invalid("reportingController", event["reportingComponent"] ?? "", "field is immutable"))
    }
    return errors
  }
}
