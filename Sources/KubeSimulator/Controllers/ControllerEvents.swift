import KubeCore

/// What a controller has to say of an object, for `kubectl describe` and `kubectl events`.
struct ControllerNote: Sendable, Hashable {
  var component: String
  var isWarning = false
  var reason: String
  var message: String
}

extension SimulatedCluster {
  /// Records an event of an object; what is said again only counts up, and much of the same is combined.
  ///
  /// The form is that of client-go's recorder.
  mutating func record(
    _ note: ControllerNote, on object: JSONValue, _ definition: ResourceDefinition, now: Timestamp
  ) {
    recordAsController { $0.recordNow(note, on: object, definition, now: now) }
  }

  private mutating func recordNow(
    _ note: ControllerNote, on object: JSONValue, _ definition: ResourceDefinition, now: Timestamp
  ) {
    let namespace = object.namespace ?? "default"
    let isEnding = store[StoredKey(storage: BuiltIn.namespaces.storage, key: ObjectKey(name: namespace))]?.isDeleting
    guard isEnding == false else { return }
    guard let entry = eventBook.enter(note, on: object, now: now) else { return }
    let time: JSONValue = .string(now.wholeSeconds.text)
    if let key = eventBook[entry.key], let old = store[StoredKey(storage: BuiltIn.events.storage, key: key)] {
      var again = old
      again["count"] = .integer((old["count"]?.integer ?? 1) + 1)
      again["lastTimestamp"] = time
      again["message"] = .string(entry.message)
      updateInternally(BuiltIn.events, old, to: again, manager: Self.controllerManager, now: now)
      return
    }
    let name = object.name + "." + eventSuffix(now)
    var involved: JSONObject = ["kind": .string(definition.type.kind)]
    if let namespace = object.namespace { involved["namespace"] = .string(namespace) }
    involved["name"] = .string(object.name)
    involved["uid"] = .text(object.uid)
    involved["apiVersion"] = .string(definition.type.apiVersion)
    involved["resourceVersion"] = .text(object.resourceVersion)
    let event: JSONValue = [
      "metadata": ["name": .string(name), "namespace": .string(namespace)], "involvedObject": .object(involved),
      "reason": .string(note.reason), "message": .string(entry.message),
      "source": ["component": .string(note.component)], "firstTimestamp": time, "lastTimestamp": time, "count": 1,
      "type": note.isWarning ? "Warning" : "Normal", "eventTime": .null,
      "reportingComponent": .string(entry.isCombined ? "" : note.component), "reportingInstance": "",
    ]
    guard createInternally(BuiltIn.events, event, manager: Self.controllerManager, now: now) != nil else { return }
    eventBook[entry.key] = ObjectKey(namespace: namespace, name: name)
  }

  /// Sixteen hexadecimal digits that no other event of the cluster has: the time, moved on by the revision.
  private func eventSuffix(_ now: Timestamp) -> String {
    let nanoseconds = UInt64(bitPattern: now.seconds) &* 1_000_000_000 &+ UInt64(max(0, now.nanoseconds))
    let digits = String(nanoseconds &+ UInt64(bitPattern: store.revision), radix: 16)
    return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
  }
}
