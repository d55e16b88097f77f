import KubeClient
public import KubeCore
import KubeSchema

extension SimulatedCluster {
  private static let defaultTimeout: Int64 = 1800

  func watch(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    let selection = try ObjectSelection(request)
    let options = request.options
    try ListOptionRules.check(options, isWatch: true)
    let version = options["resourceVersion"] ?? ""
    let sendsInitial = ListOptionRules.asksForInitialEvents(options) || request.isTrue("sendInitialEvents")
    let start = version.isEmpty ? 0 : try ListWindow.parseStart(version)
    let seconds = options["timeoutSeconds"].flatMap { Int64($0) } ?? Self.defaultTimeout
    var cursor = WatchCursor(
      definition: request.definition, selection: selection, representation: request.representation,
      includeObject: options["includeObject"], allowsBookmarks: options["allowWatchBookmarks"] == "true",
      deadline: request.now + .seconds(min(max(seconds, 0), 86_400)), position: start, lastBookmark: request.now)
    if options["sendInitialEvents"] == "false", start == 0 {
      cursor.position = store.revision
    } else if sendsInitial || start == 0 {
      cursor.position = store.revision
      cursor.initial = store.objects(in: request.definition.storage).map(\.value).filter(selection.contains)[...]
      cursor.owesInitialBookmark = sendsInitial && cursor.allowsBookmarks
    } else if start < store.log.compactedRevision {
      cursor.failure = .expired("too old resource version: \(start) (\(store.log.compactedRevision))")
    }
    let type = "application/json"
    return SimulatorAnswer(status: 200, headers: [KubeRequest.Field("Content-Type", type)], body: .watch(cursor))
  }

  /// Reads what a watch has to say: at most `limit` events, as lines of JSON.
  public func read(_ cursor: inout WatchCursor, limit: Int = 100, at now: Timestamp) -> WatchRead {
    guard !cursor.isFinished else { return .finished }
    var lines: [UInt8] = []
    var count = 0
    appendInitial(&cursor, &lines, &count, limit: limit, now: now)
    if cursor.initial.isEmpty { appendChanges(&cursor, &lines, &count, limit: limit, now: now) }
    if !lines.isEmpty { return .lines(lines) }
    if !stillServes(cursor.definition) || now >= cursor.deadline {
      cursor.isFinished = true
      guard cursor.allowsBookmarks else { return .finished }
      return .lines(bookmark(&cursor, now))
    }
    if now >= cursor.nextWake { return .lines(bookmark(&cursor, now)) }
    return .idle
  }

  private func appendInitial(
    _ cursor: inout WatchCursor, _ lines: inout [UInt8], _ count: inout Int, limit: Int, now: Timestamp
  ) {
    while count < limit, let object = cursor.initial.popFirst() {
      lines += line("ADDED", object, &cursor, now)
      count += 1
    }
    if cursor.initial.isEmpty, cursor.owesInitialBookmark, count < limit {
      cursor.owesInitialBookmark = false
      lines += bookmark(&cursor, now, isEndOfInitial: true)
      count += 1
    }
  }

  private func appendChanges(
    _ cursor: inout WatchCursor, _ lines: inout [UInt8], _ count: inout Int, limit: Int, now: Timestamp
  ) {
    if cursor.failure == nil, cursor.position < store.log.compactedRevision {
      cursor.failure = .expired("too old resource version: \(cursor.position) (\(store.log.compactedRevision))")
    }
    if let failure = cursor.failure {
      lines += Self.event("ERROR", failure.status)
      cursor.isFinished = true
      return
    }
    for change in store.log.changes(after: cursor.position) {
      guard count < limit else { return }
      cursor.position = change.revision
      guard change.key.storage == cursor.definition.storage else { continue }
      let wasIn = change.old.map(cursor.selection.contains) ?? false
      let isIn = change.new.map(cursor.selection.contains) ?? false
      if isIn, let new = change.new {
        lines += line(wasIn ? "MODIFIED" : "ADDED", new, &cursor, now)
        count += 1
      } else if wasIn, var old = change.old {
        old[["metadata", "resourceVersion"]] = .string(String(change.revision))
        lines += line("DELETED", old, &cursor, now)
        count += 1
      }
    }
  }

  private func stillServes(_ definition: ResourceDefinition) -> Bool {
    let type = definition.type
    return registry.definition(group: type.group, version: type.version, plural: type.plural) != nil
  }

  private func bookmark(_ cursor: inout WatchCursor, _ now: Timestamp, isEndOfInitial: Bool = false) -> [UInt8] {
    cursor.lastBookmark = now
    var metadata: JSONObject = ["resourceVersion": .string(String(max(cursor.position, store.revision)))]
    if isEndOfInitial { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
    let type = cursor.definition.type
    // An object of which nothing is known but the version: built-in types have members that are always written.
    var object = cursor.definition.isCustom ? [:] : GoDecoder.zero(of: .object(cursor.definition.goType))
    object["kind"] = .string(type.kind)
    object["apiVersion"] = .string(type.apiVersion)
    object["metadata"] = .object(metadata)
    if cursor.representation == .objects { return Self.event("BOOKMARK", object) }
    return shown("BOOKMARK", object, &cursor, now)
  }

  private func line(_ type: String, _ object: JSONValue, _ cursor: inout WatchCursor, _ now: Timestamp) -> [UInt8] {
    shown(type, object, &cursor, now)
  }

  /// An event in the form in which the watch wants its objects.
  private func shown(_ type: String, _ object: JSONValue, _ cursor: inout WatchCursor, _ now: Timestamp) -> [UInt8] {
    switch cursor.representation {
    case .objects: return Self.event(type, Self.view(object, cursor.definition))
    case .metadataOnly(let version, _):
      return Self.event(
        type, Self.metadataOnly(Self.internalView(object, cursor.definition), apiVersion: version))
    case .table(let version):
      var writer = TableWriter(cursor.definition, includeObject: cursor.includeObject)
      writer.apiVersion = version
      var table = writer.table([object], revision: nil, now: now)
      table["metadata"] = ["resourceVersion": object.metadata["resourceVersion"] ?? ""]
      if cursor.hasSentColumns { table["columnDefinitions"] = .null }
      cursor.hasSentColumns = true
      return Self.event(type, table)
    }
  }

  private static func event(_ type: String, _ object: JSONValue) -> [UInt8] {
    JSONWriter.write(["type": .string(type), "object": object]) + [UInt8(ascii: "\n")]
  }
}
