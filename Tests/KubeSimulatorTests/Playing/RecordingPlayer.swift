import KubeClient
import KubeConnection
import KubeCore
@testable import KubeSimulator

/// Sends recorded requests to the simulator and compares the answers.
///
/// The recorded server's controllers worked beside the requests, so that an answer may show what was before or after
/// they had acted: each step is played at a pace that `RecordingTimelines` chooses.
struct RecordingPlayer {
  var cluster: SimulatedCluster
  var matcher: RecordingMatcher
  private(set) var now: Timestamp
  let hasControllers: Bool
  private let hasKubelet: Bool
  /// Whether each namespace has a ConfigMap that a controller of the recorded cluster put there.
  var servesForeignCertificates = false
  private var certified: Set<String> = []
  /// How often controllers have moved, and the version of the cluster, since a search began.
  var (moves, searchBase): (Int, Int64) = (0, 0)
  /// Whether the controllers act between the requests that were made during a watch.
  private var settlesBetween = true
  /// Who asked last that was not the administrator: recordings do not say who asks.
  private var stranger = "system:anonymous"

  init(
    start: Timestamp = Self.start, hasControllers: Bool = true, hasKubelet: Bool = false,
    hashes: Set<String> = []
  ) {
    now = start
    cluster = SimulatedCluster(seed: 7, start: start)
    cluster.enforcesAccess = true
    cluster.runsControllers = false
    cluster.holdsNewNodesBack = true
    cluster.schedulesPods = false
    cluster.yamlReader = { bytes in
      Result { () throws(ServerYAML.Problem) in try ServerYAML.value(bytes) }.mapError { YAMLProblem(text: $0.text) }
    }
    matcher = RecordingMatcher(hashes: hashes)
    self.hasControllers = hasControllers
    self.hasKubelet = hasKubelet
  }

  /// When a recording begins that does not tell.
  static let start = Timestamp(seconds: 1_790_000_000)

  /// How far the controllers have come when a request arrives.
  enum Pace: Hashable {
    case settled
    case unsettled
    /// They have rested for so many seconds: the script that was recorded may have waited.
    case rested(Int64)
    /// They have rested until the time for which one of them waited.
    case woken
  }

  /// Plays one step.
  ///
  /// - Parameters:
  ///   - between: whether the controllers act between the requests that were made during a watch.
  ///   - stopsAtFirst: whether it is enough to know that something does not match.
  mutating func play(_ step: Recording.Step, between: Bool = true, stopsAtFirst: Bool = false) {
    settlesBetween = between
    matcher.stopsAtFirst = stopsAtFirst
    playOnce(step)
  }

  /// This with the controllers at rest, and as it is if that is not the same.
  func withPlainPaces() -> [RecordingPlayer] {
    guard hasControllers else { return [at(.unsettled)] }
    let settled = at(.settled)
    return settled.cluster.revision == cluster.revision ? [settled] : [settled, at(.unsettled)]
  }

  func at(_ pace: Pace) -> RecordingPlayer {
    var player = self
    player.settle(pace)
    return player
  }

  /// Whether the controllers have nothing to do.
  var isResting: Bool { cluster.isSettled(at: now) && uncertified.isEmpty }

  /// The namespaces that the foreign controller has not seen yet.
  private var uncertified: [JSONValue] {
    guard servesForeignCertificates else { return [] }
    let namespaces = cluster.store.objects(in: BuiltIn.namespaces.storage).map(\.value)
    return namespaces.filter { !certified.contains($0.uid ?? "") }
  }

  /// Whether this has come as far as another one has.
  func isSame(as other: RecordingPlayer) -> Bool {
    guard cluster.revision == other.cluster.revision, now == other.now, isResting == other.isResting else {
      return false
    }
    return searchBase == 0 || searchBase != other.searchBase || fingerprint == other.fingerprint
  }

  private mutating func settle(_ pace: Pace) {
    switch pace {
    case .unsettled: if !hasControllers { cluster.settleDefinitions(at: now) }
    case .settled: settle()
    case .woken:
      settle()
      if let wake = cluster.nextWake, now < wake { now = wake }
      settle()
    case .rested(let seconds):
      settle()
      now = now + .seconds(seconds)
      settle()
    }
  }

  private mutating func settle() {
    cluster.settle(at: now)
    let namespaces = uncertified
    guard !namespaces.isEmpty else { return }
    for namespace in namespaces {
      certified.insert(namespace.uid ?? "")
      let name = namespace.name
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
    now = now + Self.pause
  }

  /// How long a step takes.
  private static let pause: Duration = .milliseconds(100)

  private mutating func playRequest(_ step: Recording.Step) {
    guard let recorded = step.value["request"] else { return }
    bindGeneratedName(in: recorded, step.response)
    UnseenTokens.bind(in: recorded, answeredBy: step.response, &matcher)
    var request = makeRequest(recorded)
    identify(&request, step)
    let answer = cluster.handle(request, as: administrator(step.response), at: now)
    RecordedAnswer(step.response).compare(answer, bytes(of: answer.body), &matcher)
  }

  /// A body as a client that waits for its end reads it.
  private func bytes(of body: SimulatorAnswer.Body) -> [UInt8] {
    switch body {
    case .bytes(let bytes): return bytes
    case .watch(var cursor):
      var bytes: [UInt8] = []
      while case .lines(let lines) = cluster.read(&cursor, at: cursor.deadline) { bytes += lines }
      return bytes
    }
  }

  /// Recordings call all generated names the same; the answer tells whose name stands in the path.
  private mutating func bindGeneratedName(in recorded: JSONValue, _ response: JSONValue) {
    let path = recorded["path"]?.string ?? ""
    guard let range = path.firstRange(of: "/<generated-name>"), let metadata = response["body"]?["metadata"]
    else { return }
    let items = send("GET", matcher.fill(String(path[..<range.lowerBound])))["items"]?.elements ?? []
    let uid = metadata["uid"]?.string.flatMap { matcher.bindings[$0] }
    let prefix = metadata["generateName"]?.string
    let named = items.filter { item in
      guard let prefix, let own = item["metadata"]?["generateName"]?.string else { return false }
      return matcher.isSameUpToHashes(prefix, own)
    }
    let object =
      items.first { uid != nil && $0["metadata"]?["uid"]?.string == uid }
      ?? named.first { !matcher.isBound($0["metadata"]?["uid"]?.string) } ?? named.first
    if let name = object?["metadata"]?["name"]?.string { matcher.bind("<generated-name>", name) }
  }

  /// The administrator, with the certificate that he showed when the answer speaks of it.
  private func administrator(_ response: JSONValue) -> KubeSimulator.UserInfo {
    var user = KubeSimulator.UserInfo.admin
    let extra = response["body"]?["status"]?["userInfo"]?["extra"] ?? response["body"]?["spec"]?["extra"]
    let shown = extra?["authentication.kubernetes.io/credential-id"]
    if let id = shown?[0]?.string, id.hasPrefix("X509") { user.extra["authentication.kubernetes.io/credential-id"] = [id] }
    return user
  }

  /// Asks as the user whom the recorded answer names, where the request names nobody.
  private mutating func identify(_ request: inout KubeRequest, _ step: Recording.Step) {
    guard !request.headers.contains(where: { $0.name == "Impersonate-User" }) else { return }
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
    let target = matcher.fillHashes(matcher.fill(value["path"]?.string ?? "")).split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let query = (target.count < 2 ? "" : target[1]).split(separator: "&").map { field in
      let parts = field.split(separator: "=", maxSplits: 1).map { PercentEncoding.decode($0, plusIsSpace: true) ?? "" }
      return KubeRequest.Field(parts.first ?? "", parts.count > 1 ? parts[1] : "")
    }
    var headers = (value["headers"]?.object ?? [:]).map { KubeRequest.Field($0.key, $0.value.string ?? "") }
    headers.append(KubeRequest.Field("User-Agent", "python-requests/2.31.0"))
    let body = value["raw"]?.string.map { Array($0.utf8) } ?? value["body"].map { Array(PythonText.write(matcher.fill($0)).utf8) }
    return KubeRequest(
      method: KubeRequest.Method(rawValue: value["method"]?.string?.uppercased() ?? "") ?? .options,
      path: target.first.map(String.init) ?? "/", query: query, headers: headers, body: body)
  }
}
