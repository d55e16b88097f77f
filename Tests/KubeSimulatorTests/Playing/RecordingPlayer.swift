import KubeClient
import KubeCore
import KubeSimulator

/// Sends recorded requests to the simulator and compares the answers.
struct RecordingPlayer {
  var cluster: SimulatedCluster
  var matcher = RecordingMatcher()
  private var now: Timestamp

  init(start: Timestamp = Timestamp(seconds: 1_790_000_000), runsControllers: Bool) {
    now = start
    cluster = SimulatedCluster(seed: 7, start: start)
    cluster.runsControllers = runsControllers
  }

  /// Plays one step.
  ///
  /// - Returns: what did not match.
  mutating func play(_ step: Recording.Step, makesPodsReady: Bool = false) -> [String] {
    matcher.mismatches = []
    matcher.bind("<time>", now.text)
    if let watch = step.value["watch"] {
      playWatch(watch, step, makesPodsReady: makesPodsReady)
    } else {
      playRequest(step)
    }
    now = now + .seconds(1)
    return matcher.mismatches
  }

  private mutating func playRequest(_ step: Recording.Step) {
    guard let request = step.value["request"], let response = step.value["response"] else { return }
    let answer = cluster.handle(makeRequest(request), at: now)
    guard case .bytes(let bytes) = answer.body else { return matcher.mismatches.append("the answer is a watch") }
    compare(response, answer, bytes)
  }

  private mutating func compare(_ response: JSONValue, _ answer: SimulatorAnswer, _ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if response["status"]?.integer != Int64(answer.status) {
      return matcher.mismatches.append("status \(answer.status), recorded \(response["status"] ?? .null): \(text)")
    }
    for (name, value) in response["headers"]?.object ?? [:] {
      let actual = answer.headers.first { $0.name == name }?.value
      if actual != value.string {
        matcher.mismatches.append("header \(name): \(actual ?? "missing"), recorded \(value)")
      }
    }
    guard let body = response["body"], body["omitted"] == nil else { return }
    if let recorded = body.string {
      if recorded != text { matcher.mismatches.append("body \(text), recorded \(recorded)") }
      return
    }
    var expected = body
    var actual = (try? JSONParser.parse(bytes)) ?? .null
    if (body["details"]?["causes"]?.elements.count ?? 0) > 1 {
      // The server lists several causes in no fixed order; the causes themselves are compared.
      expected["message"] = nil
      actual["message"] = nil
    }
    matcher.match(expected, actual, "body")
  }

  private mutating func playWatch(_ watch: JSONValue, _ step: Recording.Step, makesPodsReady: Bool) {
    let seconds = watch["timeoutSeconds"]?.integer ?? 1
    var request = makeRequest(["method": "GET", "path": watch["path"] ?? ""])
    if step.note == "as tables" {
      request.headers.append(KubeRequest.Field("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io"))
    }
    request.query += [KubeRequest.Field("watch", "true"), KubeRequest.Field("timeoutSeconds", String(seconds))]
    let answer = cluster.handle(request, at: now)
    let response = step.value["response"] ?? [:]
    guard case .watch(var cursor) = answer.body else {
      if case .bytes(let bytes) = answer.body {
        if response["status"]?.integer != Int64(answer.status) { matcher.mismatches.append("status \(answer.status)") }
        matcher.match(response["events"]?[0] ?? .null, try? JSONParser.parse(bytes), "body")
      }
      return
    }
    for during in step.during { playRequest(during) }
    if makesPodsReady { makePodsReady() }
    var events: [JSONValue] = []
    for time in [now, now + .seconds(seconds)] {
      while case .lines(let bytes) = cluster.read(&cursor, at: time) {
        events += bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONParser.parse(Array($0)) }
      }
    }
    compare(response["events"]?.elements ?? [], events, onlyEnds: makesPodsReady)
  }

  private mutating func compare(_ recorded: [JSONValue], _ events: [JSONValue], onlyEnds: Bool) {
    let unserved = ["kube-root-ca.crt", "openshift-service-ca.crt"]
    let names = { (event: JSONValue) in
      event["object"]?["metadata"]?["name"]?.string ?? event["object"]?["rows"]?[0]?["cells"]?[0]?.string ?? ""
    }
    let isBookmark = { (event: JSONValue) in
      event["type"] == "BOOKMARK" && event["object"]?["metadata"]?["annotations"] == nil
    }
    let expected = recorded.filter { !unserved.contains(names($0)) && !isBookmark($0) }
    let actual = events.filter { !isBookmark($0) }
    if onlyEnds {
      guard let first = expected.first, let last = expected.last else { return }
      matcher.match(first, actual.first, "first")
      var rest = last
      rest[["object", "metadata", "resourceVersion"]] = actual.last?["object"]?["metadata"]?["resourceVersion"]
      matcher.match(rest, actual.last, "last")
      compareProgress(expected, actual)
      return
    }
    guard expected.count == actual.count else {
      let list = actual.map { "\($0["type"]?.string ?? "") \(names($0))" }
      return matcher.mismatches.append("\(actual.count) events, recorded \(expected.count): \(list)")
    }
    for (position, pair) in zip(expected, actual).enumerated() {
      var (left, right) = pair
      if left["object"]?["columnDefinitions"] != nil {
        // Which event carries the columns depends on objects that are not served here.
        left[["object", "columnDefinitions"]] = nil
        right[["object", "columnDefinitions"]] = nil
      }
      matcher.match(left, right, "events[\(position)]." + (left["type"] == "BOOKMARK" ? "BOOKMARK" : ""))
    }
  }

  /// Every recorded state of a deployment must be passed through, in order; others may lie between.
  private mutating func compareProgress(_ recorded: [JSONValue], _ events: [JSONValue]) {
    var rest = events.map(Self.progress)[...]
    for state in recorded.map(Self.progress) {
      guard let position = rest.firstIndex(of: state) else {
        matcher.mismatches.append("never passed through \(state)")
        continue
      }
      rest = rest[(position + 1)...]
    }
  }

  private static func progress(_ event: JSONValue) -> String {
    let object = event["object"] ?? [:]
    let counts = ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas"].map {
      object["status"]?[$0]?.integer ?? 0
    }
    let conditions = (object["status"]?["conditions"]?.elements ?? []).map {
      "\($0["type"] ?? "")=\($0["reason"] ?? "")"
    }
    return "generation \(object["metadata"]?["generation"] ?? 0) counts \(counts) \(conditions)"
  }

  /// What the script of the recording did beside: pods become ready one by one.
  private mutating func makePodsReady() {
    for _ in 0..<50 {
      now = now + .milliseconds(100)
      let list = send("GET", "/api/v1/pods")
      let waiting = list["items"]?.elements.first { pod in
        pod["metadata"]?["deletionTimestamp"] == nil && pod["status"]?["phase"] == "Pending"
      }
      guard let metadata = waiting?["metadata"] else { return }
      let path =
        "/api/v1/namespaces/\(metadata["namespace"]?.string ?? "")/pods/\(metadata["name"]?.string ?? "")/status"
      _ = send(
        "PATCH", path,
        [
          "status": [
            "phase": "Running",
            "conditions": [["type": "Ready", "status": "True", "lastTransitionTime": .string(now.wholeSeconds.text)]],
          ]
        ])
    }
  }

  /// Sends a request that no recording holds.
  mutating func send(_ method: String, _ path: String, _ body: JSONValue? = nil) -> JSONValue {
    var request: JSONValue = ["method": .string(method), "path": .string(path)]
    request["body"] = body
    if method == "PATCH" { request["headers"] = ["Content-Type": "application/merge-patch+json"] }
    guard case .bytes(let bytes) = cluster.handle(makeRequest(request), at: now).body else { return .null }
    return (try? JSONParser.parse(bytes)) ?? .null
  }

  private func makeRequest(_ value: JSONValue) -> KubeRequest {
    let target = matcher.fill(value["path"]?.string ?? "").split(separator: "?", maxSplits: 1)
    let query = (target.count < 2 ? "" : target[1]).split(separator: "&").map { field in
      let parts = field.split(separator: "=", maxSplits: 1).map { PercentEncoding.decode($0, plusIsSpace: true) ?? "" }
      return KubeRequest.Field(parts[0], parts.count > 1 ? parts[1] : "")
    }
    var headers = (value["headers"]?.object ?? [:]).map { KubeRequest.Field($0.key, $0.value.string ?? "") }
    headers.append(KubeRequest.Field("User-Agent", "python-requests/2.31.0"))
    let body = value["raw"]?.string.map { Array($0.utf8) } ?? value["body"].map { JSONWriter.write(matcher.fill($0)) }
    return KubeRequest(
      method: KubeRequest.Method(rawValue: value["method"]?.string ?? "") ?? .get, path: String(target[0]),
      query: query,
      headers: headers, body: body)
  }
}
