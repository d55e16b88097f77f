import KubeCore
import KubeSchema

/// What `kubectl get` shows of events, in either group; their names come last.
enum EventColumns {
  static let columns: [TableColumn] = [
    TableColumn(
      name: "Last Seen", description: "The time at which the most recent occurrence of this event was recorded."
    ) { event, now in TableColumn.age(last(EventForm.core(event)), now) },
    TableColumns.simple(
      "Type", "Type of this event (Normal, Warning), new types could be added in the future", ["type"], or: ""),
    TableColumns.simple(
      "Reason",
      "This should be a short, machine understandable string that gives the reason for the transition into the "
        + "object's current status.", ["reason"], or: ""),
    TableColumns.computed("Object", "The object that this event is about.") { event in
      let object = EventForm.core(event)["involvedObject"]
      let kind = (object?["kind"]?.string ?? "").lowercased()
      guard let name = object?["name"]?.string, !name.isEmpty else { return .string(kind) }
      return .string("\(kind)/\(name)")
    },
    TableColumns.computed(
      "Subobject",
      "If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go "
        + "field access statement, such as desiredState.manifest.containers[2]. For example, if the object reference is "
        + "to a container within a pod, this would take on a value like: \"spec.containers{name}\" (where \"name\" refers "
        + "to the name of the container that triggered the event) or if no container name is specified "
        + "\"spec.containers[2]\" (container with index 2 in this pod). This syntax is chosen only to have some "
        + "well-defined way of referencing a part of an object.", priority: 1
    ) { event in
      EventForm.core(event)["involvedObject"]?["fieldPath"] ?? ""
    },
    TableColumns.computed(
      "Source", "The component reporting this event. Should be a short machine understandable string.", priority: 1
    ) { .string(source(of: EventForm.core($0))) },
    TableColumns.computed("Message", "A human-readable description of the status of this operation.") { event in
      .string((EventForm.core(event)["message"]?.string ?? "").trimmed)
    },
    TableColumn(
      name: "First Seen",
      description: "The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)",
      priority: 1
    ) { event, now in TableColumn.age(first(EventForm.core(event)), now) },
    TableColumns.computed("Count", "The number of times this event has occurred.", priority: 1) { event in
      let event = EventForm.core(event)
      let count = event["series"]?["count"]?.integer ?? event["count"]?.integer ?? 0
      return .integer(max(1, count))
    },
    TableColumn(
      name: "Name", format: "name", description: TableColumns.name.description, priority: 1
    ) { event, _ in .string(event.name) },
  ]

  private static func first(_ event: JSONValue) -> String? {
    event["firstTimestamp"]?.string ?? event["eventTime"]?.string
  }

  private static func last(_ event: JSONValue) -> String? {
    event["series"]?["lastObservedTime"]?.string ?? event["lastTimestamp"]?.string ?? first(event)
  }

  private static func source(of event: JSONValue) -> String {
    func text(_ path: [String]) -> String { event[path]?.string ?? "" }
    let component = text(["source", "component"])
    let parts =
      component.isEmpty
      ? [text(["reportingComponent"]), text(["reportingInstance"])] : [component, text(["source", "host"])]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
