import KubeCore

/// Compares what was recorded with what the simulator gives, and remembers what each token stands for.
struct RecordingMatcher {
  private(set) var bindings: [String: String] = [:]
  /// The hashes of pod templates in the recording.
  private let hashes: Set<String>
  private let anonymous = AnonymousText()
  /// What did not match since this was last emptied.
  var mismatches: [String] = []
  /// Whether nothing is compared any more when something does not match.
  var stopsAtFirst = false

  /// Members that the simulator does not have on purpose; see the table in `RecordingTests`.
  private static let unserved = ["kube-root-ca.crt", "openshift-service-ca.crt"]

  init(hashes: Set<String> = []) { self.hashes = hashes }

  mutating func bind(_ token: String, _ value: String) { bindings[token] = value }

  // MARK: - Filling in

  /// A recorded request with its tokens replaced by what they stand for here.
  func fill(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    return text.replacing(/<[a-z-]+(:\d+)?>/) { match in bindings[String(match.output.0)] ?? String(match.output.0) }
  }

  func fill(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(fill(text))
    case .array(let array): .array(array.map(fill))
    case .object(let object): .object(JSONObject(object.map { ($0.key, fill($0.value)) }))
    default: value
    }
  }

  // MARK: - Comparing

  mutating func match(_ expected: JSONValue, _ actual: JSONValue?, _ path: String) {
    if stopsAtFirst, !mismatches.isEmpty { return }
    guard let actual else { return fail(path, "missing, expected \(expected)") }
    switch (expected, actual) {
    case (.object(let left), .object(let right)): match(left, right, path)
    case (.array(let left), .array(let right)): match(left, right, path)
    case (.string(let left), .string(let right)): match(left, right, path)
    case (.integer(let left), .integer(let right)) where Self.isNodePort(path, left) && Self.isNodePort(path, right):
      return
    default: if expected != actual { fail(path, "expected \(expected), got \(actual)") }
    }
  }

  private mutating func match(_ expected: JSONObject, _ actual: JSONObject, _ path: String) {
    var rest: [String: (key: String, value: JSONValue)] = [:]
    for (key, value) in actual { rest[anonymous.text(of: key)] = (key, value) }
    // Own tokens first: names and uids are bound before anything refers to them.
    for (key, value) in expected.sorted(by: { $0.key < $1.key }) {
      let value = Self.trimmed(value, key)
      if value.isEmptyList, rest[key]?.value.isEmptyList != false {
        rest[key] = nil
        continue
      }
      let counterpart = rest.removeValue(forKey: anonymous.text(of: key))
      match(value, counterpart?.value, "\(path).\(key)")
    }
    for (key, member) in rest.sorted(by: { $0.key < $1.key }) where !(key == "continue" && member.value == "") {
      fail(path + "." + member.key, "not recorded, got \(member.value)")
    }
  }

  private mutating func match(_ expected: [JSONValue], _ actual: [JSONValue], _ path: String) {
    var expected = expected.filter { !Self.unserved.contains($0["metadata"]?["name"]?.string ?? "") }
    var actual = actual.filter { !Self.unserved.contains($0["metadata"]?["name"]?.string ?? "") }
    if path.hasSuffix("ourceRules") {
      // The recorded distribution lets users see one path more.
      expected.removeAll { $0["nonResourceURLs"]?.elements.contains("/.well-known") == true }
      // The server finds out in no fixed order.
      expected.sort { $0.description < $1.description }
      actual.sort { $0.description < $1.description }
    }
    if path.hasSuffix(".causes") || path.hasSuffix(".managedFields") {
      expected.sort { Self.order($0) < Self.order($1) }
      actual.sort { Self.order($0) < Self.order($1) }
    }
    if path == "body.resources" {
      // Resources that the simulator does not serve are no mismatch.
      let served = Set(actual.compactMap { $0["name"]?.string })
      expected = expected.filter { served.contains($0["name"]?.string ?? "") }
    }
    if path.hasSuffix(".items") || path.hasSuffix(".rows") {
      actual = reordered(actual, like: expected)
      if expected.contains(where: isNamedByServer) { actual = fitted(actual, to: expected, path + "[]") }
    }
    guard expected.count == actual.count else {
      return fail(path, "expected \(expected.count) elements, got \(actual.count): \(actual.map(\.description))")
    }
    for (position, pair) in zip(expected, actual).enumerated() { match(pair.0, pair.1, "\(path)[\(position)]") }
  }

  /// Lists are sorted by name, and generated names are the server's own: what is known by its uid is put where it was,
  /// anything else where it fits.
  private func reordered(_ actual: [JSONValue], like expected: [JSONValue]) -> [JSONValue] {
    let places = expected.map { item -> JSONValue? in
      let uid = Self.uid(of: item).flatMap { bindings[$0] }
      return uid.flatMap { uid in actual.first { Self.uid(of: $0) == uid } }
    }
    let known = places.compactMap { $0 }
    var others = actual.filter { !known.contains($0) }[...]
    return places.compactMap { $0 ?? others.popFirst() } + others
  }

  /// Puts each item in the place of a recorded one that it matches whole; the rest keep their order.
  private func fitted(_ actual: [JSONValue], to expected: [JSONValue], _ path: String) -> [JSONValue] {
    guard actual.count == expected.count, actual.count <= Self.fittedCount else { return actual }
    var trial = self
    var rest = actual
    var places: [JSONValue?] = expected.map { item in
      let position = rest.firstIndex { candidate in
        var next = trial
        next.mismatches = []
        next.stopsAtFirst = true
        next.match(item, candidate, path)
        next.stopsAtFirst = stopsAtFirst
        if next.mismatches.isEmpty { trial = next }
        return next.mismatches.isEmpty
      }
      return position.map { rest.remove(at: $0) }
    }
    for index in places.indices where places[index] == nil { places[index] = rest.removeFirst() }
    return places.compactMap { $0 }
  }

  /// Of longer lists each item is compared with the one in its place.
  private static let fittedCount = 24

  private func isNamedByServer(_ item: JSONValue) -> Bool {
    let metadata = (item["object"] ?? item)["metadata"]
    return metadata?["generateName"] != nil || hashes.contains { metadata?["name"]?.string?.contains($0) == true }
  }

  /// The uid of an item of a list or of the object of a row.
  private static func uid(of item: JSONValue) -> String? { (item["object"] ?? item)["metadata"]?["uid"]?.string }

  private static func order(_ value: JSONValue) -> String {
    ["operation", "manager", "apiVersion", "subresource", "field", "message"].map { value[$0]?.string ?? "" }.joined(separator: "|")
  }

  private mutating func match(_ expected: String, _ actual: String, _ path: String) {
    if Self.isToken(expected) { return match(token: expected, actual, path) }
    switch expected {
    case "<time>": if Timestamp(actual) == nil { fail(path, "not a time: \(actual)") }
    case "<continue>", "<token>", "<generated-name>": bindings[expected] = actual
    default:
      guard expected != actual, !Self.isVolatile(path) else { return }
      if path.contains(".cells["), Self.isAge(expected), Self.isAge(actual) { return }
      if Self.fits(actual, namesIn: expected) { return }
      let wanted = anonymous.text(of: fill(bindHashes(in: expected, actual)))
      if wanted != anonymous.text(of: actual) { fail(path, "expected \"\(wanted)\", got \"\(actual)\"") }
    }
  }

  /// Whether a text stands for a uid or a version.
  private static func isToken(_ text: String) -> Bool {
    guard text.hasPrefix("<"), text.hasSuffix(">") else { return false }
    return text.wholeMatch(of: /<(uid|rv):\d+>/) != nil
  }

  /// Whether a text has any names where the recorded one has names that its server generated.
  private static func fits(_ actual: String, namesIn expected: String) -> Bool {
    guard expected.utf8.contains(UInt8(ascii: "<")) else { return false }
    let parts = expected.split(separator: "<generated-name>", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
    guard actual.hasPrefix(first), actual.hasSuffix(last) else { return false }
    var rest = actual.dropFirst(first.count).dropLast(last.count)
    for part in parts.dropFirst().dropLast() {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }
  }

  private mutating func match(token: String, _ actual: String, _ path: String) {
    // The recorded server also wrote things of its own: the version of a list says little.
    if token.hasPrefix("<rv"), Self.isListVersion(path) {
      if bindings[token] == nil { bindings[token] = actual }
      return
    }
    guard let bound = bindings[token] else {
      bindings[token] = actual
      return
    }
    if bound != actual { fail(path, "\(token) is \(bound), got \(actual)") }
  }

  private static func isListVersion(_ path: String) -> Bool {
    ["body.metadata.resourceVersion", "BOOKMARK.object.metadata.resourceVersion"].contains { path.hasSuffix($0) }
      && !path.hasPrefix("object")
  }

  /// Names of replica sets carry a hash whose text is the server's own.
  private mutating func bindHashes(in expected: String, _ actual: String) -> String {
    var expected = expected
    for hash in hashes where expected.contains(hash) {
      let token = "<hash-\(hash)>"
      if bindings[token] == nil, let range = expected.firstRange(of: hash) {
        let prefix = expected[..<range.lowerBound]
        guard actual.hasPrefix(prefix) else { continue }
        let found = String(actual.dropFirst(prefix.count).prefix { $0.isLetter || $0.isNumber })
        let text = expected.replacing(hash, with: found)
        guard !found.isEmpty, anonymous.text(of: text) == anonymous.text(of: actual) else { continue }
        bindings[token] = found
      }
      expected = expected.replacing(hash, with: bindings[token] ?? hash)
    }
    return expected
  }

  /// A recorded text with the hashes that are known.
  func fillHashes(_ text: String) -> String {
    hashes.reduce(text) { text, hash in text.replacing(hash, with: bindings["<hash-\(hash)>"] ?? hash) }
  }

  /// Whether a recorded text is the same as another but for a hash that nothing has shown yet.
  func isSameUpToHashes(_ expected: String, _ actual: String) -> Bool {
    let filled = fillHashes(expected)
    guard filled != actual, let hash = hashes.first(where: filled.contains) else { return filled == actual }
    let parts = filled.split(separator: hash, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, actual.hasPrefix(parts[0]), actual.hasSuffix(parts[1]) else { return false }
    let found = String(actual.dropFirst(parts[0].count).dropLast(parts[1].count))
    return found.allSatisfy { $0.isLetter || $0.isNumber } && !bindings.values.contains(found)
  }

  /// Whether a token stands for a uid.
  func isBound(_ uid: String?) -> Bool { uid.map(bindings.values.contains) ?? false }

  /// A duration as tables show it.
  private static func isAge(_ text: String) -> Bool {
    text == "<unknown>" || text == "<invalid>" || text.wholeMatch(of: /(\d+[smhdy])+/) != nil
  }

  /// Ports on the nodes are drawn by lot.
  private static func isNodePort(_ path: String, _ value: Int64) -> Bool {
    path.lowercased().hasSuffix("nodeport") && (30_000...32_767).contains(value)
  }

  private static func isVolatile(_ path: String) -> Bool {
    path.hasSuffix(".storageVersionHash") || path.hasSuffix(".serverAddress") || path.contains("clusterIP")
  }

  /// A recorded member without what admission put there for the token of the service account.
  private static func trimmed(_ value: JSONValue, _ key: String) -> JSONValue {
    guard key == "volumes" || key == "volumeMounts", let array = value.array else { return value }
    return .array(array.filter { $0["name"]?.string?.hasPrefix("kube-api-access") != true })
  }

  private mutating func fail(_ path: String, _ text: @autoclosure () -> String) {
    mismatches.append(stopsAtFirst ? path : "\(path): \(text())")
  }
}

extension JSONValue {
  fileprivate var isEmptyList: Bool { array?.isEmpty == true }
}
