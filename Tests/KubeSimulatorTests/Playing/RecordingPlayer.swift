import KubeClient
import KubeCore
import KubeSimulator

/// Sends recorded requests to the simulator and compares the answers.
///
/// The recorded server's controllers worked beside the requests, so that an answer may show what was before or after
/// they had acted. Each step is therefore played on the settled cluster and, should that differ, on the unsettled one.
struct RecordingPlayer {
  var cluster: SimulatedCluster
  var matcher: RecordingMatcher
  private var now: Timestamp
  private let hasControllers: Bool
  private let hasKubelet: Bool
  /// Whether each namespace has a ConfigMap that a controller of the recorded cluster put there.
  var servesForeignCertificates = false
  /// Who asked last that was not the administrator: recordings do not say who asks.
  /// Whether the controllers act between the requests that were made during a watch.
  private var settlesBetween = true
  private var stranger = "system:anonymous"

  init(
    start: Timestamp = Timestamp(seconds: 1_790_000_000), hasControllers: Bool = true, hasKubelet: Bool = false,
    hashes: Set<String> = []
  ) {
    now = start
    cluster = SimulatedCluster(seed: 7, start: start)
    cluster.enforcesAccess = true
    cluster.runsControllers = false
    cluster.yamlReader = { try? YAMLText.documents(String(decoding: $0, as: UTF8.self)).first }
    matcher = RecordingMatcher(hashes: hashes)
    self.hasControllers = hasControllers
    self.hasKubelet = hasKubelet
  }

  /// Plays one step.
  ///
  /// - Returns: what did not match.
  mutating func play(_ step: Recording.Step) -> [String] {
    let before = self
    var first: RecordingPlayer?
    for (settles, between) in hasControllers
      ? [(true, true), (false, true), (true, false), (false, false)] : [(false, false)]
    {
      self = before
      settlesBetween = between
      if settles { settle() }
      playOnce(step)
      if matcher.mismatches.isEmpty { return [] }
      if first == nil { first = self }
    }
    if let first { self = first }
    return matcher.mismatches
  }

  private mutating func settle() {
    cluster.settle(at: now)
    guard servesForeignCertificates else { return }
    for namespace in send("GET", "/api/v1/namespaces")["items"]?.elements ?? [] {
      let name = namespace["metadata"]?["name"]?.string ?? ""
      let body: JSONValue = ["metadata": ["name": "openshift-service-ca.crt"], "data": ["service-ca.crt": ""]]
      _ = send("POST", "/api/v1/namespaces/\(name)/configmaps", body)
    }
    cluster.settle(at: now)
  }

  private mutating func playOnce(_ step: Recording.Step) {
    matcher.mismatches = []
    // Recordings mask times whole; one that was refused for want of a fraction had none.
    let isWhole = step.response.description.contains(".000000")
    matcher.bind("<time>", isWhole ? now.wholeSeconds.text : MicroTime(now).text)
    if let watch = step.value["watch"] { playWatch(watch, step) } else { playRequest(step) }
    now = now + .seconds(1)
  }

  private mutating func playRequest(_ step: Recording.Step) {
    guard let recorded = step.value["request"] else { return }
    UnseenTokens.bind(in: recorded, answeredBy: step.response, &matcher)
    var request = makeRequest(recorded)
    identify(&request, step)
    let answer = cluster.handle(request, at: now)
    guard case .bytes(let bytes) = answer.body else { return matcher.mismatches.append("the answer is a watch") }
    RecordedAnswer(step.response).compare(answer, bytes, &matcher)
  }

  /// Asks as the user whom the recorded answer names.
  private mutating func identify(_ request: inout KubeRequest, _ step: Recording.Step) {
    let message = step.response["body"]?["message"]?.string ?? ""
    if step.response["status"] == 401 {
      request.headers.append(KubeRequest.Field("Authorization", "Bearer nope"))
      return
    }
    if let user = try? /User "([^"]+)" cannot/.firstMatch(in: message)?.output.1 {
      stranger = String(user)
    } else if !(request.path.contains("/selfsubject") && step.response["body"]?["status"]?["allowed"] == false) {
      return
    }
    request.headers.append(KubeRequest.Field("Impersonate-User", stranger))
  }

  // MARK: - Watches

  private mutating func playWatch(_ watch: JSONValue, _ step: Recording.Step) {
    let seconds = watch["timeoutSeconds"]?.integer ?? 1
    let recorded = step.response["events"]?.elements ?? []
    UnseenTokens.bind(in: watch, answeredBy: step.response, &matcher)
    var request = makeRequest(["method": "GET", "path": watch["path"] ?? ""])
    if let form = RecordedEvents.representation(of: recorded) {
      request.headers.append(KubeRequest.Field("Accept", "application/json;as=\(form);v=v1;g=meta.k8s.io"))
    }
    request.query += [KubeRequest.Field("watch", "true"), KubeRequest.Field("timeoutSeconds", String(seconds))]
    let answer = cluster.handle(request, at: now)
    guard case .watch(var cursor) = answer.body else {
      if case .bytes(let bytes) = answer.body { compareRefusal(step.response, answer, bytes) }
      return
    }
    for during in step.during {
      playRequest(during)
      if settlesBetween { settle() }
    }
    if hasControllers { settle() }
    if hasKubelet { makePodsReady() }
    var events: [JSONValue] = []
    for time in [now, now + .seconds(seconds)] {
      while case .lines(let bytes) = cluster.read(&cursor, at: time) {
        events += bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONParser.parse(Array($0)) }
      }
    }
    RecordedEvents(recorded).compare(events, passesThrough: hasKubelet, &matcher)
  }

  private mutating func compareRefusal(_ response: JSONValue, _ answer: SimulatorAnswer, _ bytes: [UInt8]) {
    if response["status"]?.integer != Int64(answer.status) { matcher.mismatches.append("status \(answer.status)") }
    guard let event = response["events"]?[0] else { return }
    matcher.match(event, try? JSONParser.parse(bytes), "body")
  }

  /// What the script of the recording did beside: pods become ready one by one, and go when they are told to.
  private mutating func makePodsReady() {
    for _ in 0..<50 {
      now = now + .milliseconds(100)
      let pods = send("GET", "/api/v1/pods")["items"]?.elements ?? []
      let waiting = pods.first { pod in
        pod["metadata"]?["deletionTimestamp"] == nil && pod["status"]?["phase"] == "Pending"
      }
      guard let metadata = waiting?["metadata"] else { return }
      let path =
        "/api/v1/namespaces/\(metadata["namespace"]?.string ?? "")/pods/\(metadata["name"]?.string ?? "")/status"
      let ready: JSONValue = ["type": "Ready", "status": "True", "lastTransitionTime": .string(now.wholeSeconds.text)]
      _ = send("PATCH", path, ["status": ["phase": "Running", "conditions": [ready]]])
      if hasControllers { cluster.settle(at: now) }
    }
  }

  // MARK: - Requests

  /// Sends a request that no recording holds.
  mutating func send(_ method: String, _ path: String, _ body: JSONValue? = nil) -> JSONValue {
    var request: JSONValue = ["method": .string(method), "path": .string(path)]
    request["body"] = body
    if method == "PATCH" { request["headers"] = ["Content-Type": "application/merge-patch+json"] }
    guard case .bytes(let bytes) = cluster.handle(makeRequest(request), at: now).body else { return .null }
    return (try? JSONParser.parse(bytes)) ?? .null
  }

  private func makeRequest(_ value: JSONValue) -> KubeRequest {
    let target = matcher.fill(value["path"]?.string ?? "").split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let query = (target.count < 2 ? "" : target[1]).split(separator: "&").map { field in
      let parts = field.split(separator: "=", maxSplits: 1).map { PercentEncoding.decode($0, plusIsSpace: true) ?? "" }
      return KubeRequest.Field(parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }
    var headers = (value["headers"]?.object ?? [:]).map { KubeRequest.Field($0.key, $0.value.string ?? "") }
    headers.append(KubeRequest.Field("User-Agent", "python-requests/2.31.0"))
    let body = value["raw"]?.string.map { Array($0.utf8) } ?? value["body"].map { JSONWriter.write(matcher.fill($0)) }
    return KubeRequest(
      method: KubeRequest.Method(rawValue: value["method"]?.string ?? "") ?? .get,
      path: target.first.map(String.init) ?? "/", query: query, headers: headers, body: body)
  }
}
