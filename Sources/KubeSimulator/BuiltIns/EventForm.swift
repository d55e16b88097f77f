import KubeCore

/// The two forms of an event.
///
/// Events are stored in the form of the core group and seen through `events.k8s.io` too.
enum EventForm {
  private static let groupName = "events.k8s.io"

  /// Core name and group name of each member that differs.
  private static let names = [
    ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"),
    ("source", "deprecatedSource"), ("firstTimestamp", "deprecatedFirstTimestamp"),
    ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"),
  ]

  /// An object in the form of the given type.
  static func view(_ object: JSONValue, as type: ResourceType) -> JSONValue {
    type.group == groupName ? group(object) : object
  }

  /// An object in the form in which it is stored.
  static func stored(_ object: JSONValue, of type: ResourceType) -> JSONValue {
    guard type.group == groupName else { return object }
    return renamed(object, apiVersion: "v1", names.map { ($0.1, $0.0) })
  }

  /// An event of either form in that of the core group.
  static func core(_ event: JSONValue) -> JSONValue {
    event["regarding"] == nil ? event : renamed(event, apiVersion: "v1", names.map { ($0.1, $0.0) })
  }

  static func group(_ object: JSONValue) -> JSONValue {
    guard object["kind"]?.string == "Event" else { return object }
    var event = renamed(object, apiVersion: groupName + "/v1", names)
    for name in ["reportingController", "reportingInstance"] where event[name] == "" { event[name] = nil }
    return event
  }

  /// The resource that messages about an object name: events are reported without their group.
  static func reported(_ definition: ResourceDefinition) -> ResourceDefinition {
    guard definition.type.group == groupName else { return definition }
    var definition = definition
    definition.type.group = ""
    return definition
  }

  private static func renamed(_ object: JSONValue, apiVersion: String, _ names: [(String, String)]) -> JSONValue {
    guard var result = object.object else { return object }
    result["apiVersion"] = .string(apiVersion)
    for (old, new) in names {
      guard let value = result[old] else { continue }
      result[old] = nil
      result[new] = value
    }
    return .object(result)
  }
}
