import KubeClient
import KubeCore
import KubeSimulator

extension WorldHost.State {
  /// Counts a request, and answers it as the plan says.
  mutating func answer(_ request: KubeRequest, session: Int) -> WorldHost.Verdict {
    if doomed.contains(session) { cutOff.insert(session) }
    guard !cutOff.contains(session) else { return .init(.failure(.broken)) }
    load.calls += 1
    load.callsThisInstant += 1
    let (number, faults) = world.trouble.count(.call)
    checkpoints?.before[number] = world
    let fault = faults.first
    let verdict = answer(request, number, fault, session)
    world.note(Self.line(request, number, fault, session, verdict))
    checkpoints?.after[number] = world
    return verdict
  }

  private static func line(
    _ request: KubeRequest, _ number: Int, _ fault: Fault?, _ session: Int, _ verdict: WorldHost.Verdict
  ) -> String {
    let outcome =
      switch verdict.result {
      case .success(let answer): String(answer.status)
      case .failure(let error): error.code.description
      }
    let watch = request.query.contains { $0.name == "watch" } ? " watch" : ""
    return "  \(session) call \(number): \(request.method.rawValue) \(request.path)\(watch) -> \(outcome)"
      + (fault.map { " [\($0)]" } ?? "")
  }

  private mutating func answer(
    _ request: KubeRequest, _ number: Int, _ fault: Fault?, _ session: Int
  ) -> WorldHost.Verdict {
    let isWatch = request.query.contains { $0.name == "watch" }
    if let refusal = refusal(of: request, isWatch: isWatch) { return refusal }
    let timeout = request.timeout ?? .seconds(30)
    guard let fault else { return .init(.success(handle(request, session))) }
    switch fault.kind {
    case .crashBefore:
      cutOff.insert(session)
      return .init(.failure(.broken))
    case .crashAfterCommit, .crashIntoPast:
      _ = handle(request, session)
      cutOff.insert(session)
      if fault.kind == .crashIntoPast { world.trouble.fallBehind(by: fault.argument, at: world.elapsed) }
      return .init(.failure(.broken))
    case .crashAfterAnswer:
      doomed.insert(session)
      return .init(.success(handle(request, session)))
    case .refuse:
      let answer = FaultStatus.answer(fault.argument)
      noteAbsence(of: request, session, answer)
      return .init(.success(answer))
    case .unreachable: return .init(.failure(KubeError(.unreachable, message: "no connection")))
    case .untrusted: return .init(.failure(KubeError(.tlsFailure, message: "the certificate is not trusted")))
    case .timeOutBefore: return .init(.failure(.broken), after: timeout)
    case .timeOutAfter:
      _ = handle(request, session)
      return .init(.failure(.broken), after: timeout)
    case .cutBefore: return .init(.failure(.broken))
    case .cutAfter:
      _ = handle(request, session)
      return .init(.failure(.broken))
    case .slow: return .init(.success(handle(request, session)), after: .seconds(fault.argument))
    case .truncate, .garble, .page: return .init(.success(Self.spoil(handle(request, session), fault.kind)))
    case .stale:
      world.trouble.fallBehind(by: fault.argument, at: world.elapsed)
      brokenByFault = true
      return .init(.success(handle(request, session)))
    default: return .init(.success(handle(request, session)))
    }
  }

  private mutating func handle(_ request: KubeRequest, _ session: Int) -> SimulatorAnswer {
    if request.method == .get, let replica = world.trouble.replica(at: world.elapsed),
      let answer = Self.staleAnswer(to: request, from: replica, at: world.now)
    {
      return answer
    }
    let isWrite = request.method != .get
    if isWrite {
      for violation in RequestRules.violations(of: request, by: session, in: world) {
        world.timeline.note(violation, at: world.elapsed)
      }
    } else if let violation = RequestRules.roleViolation(of: request) {
      world.timeline.note(violation, at: world.elapsed)
    }
    if isWrite { world.writer = session }
    defer { world.writer = nil }
    let before = world.cluster.revision
    let admitted = admitted(request)
    let answer = world.change { cluster, now in cluster.handle(admitted, at: now) }
    noteUse(of: request, answer)
    noteAbsence(of: request, session, answer)
    if isWrite, world.cluster.revision == before {
      world.vainWrites.append("\(request.method.rawValue) \(request.path) -> \(answer.status)")
    }
    return answer
  }

  private mutating func noteAbsence(of request: KubeRequest, _ session: Int, _ answer: SimulatorAnswer) {
    if request.method == .get, answer.status == 404 {
      world.absences[session, default: []].insert(request.path)
    } else {
      world.absences[session]?.remove(request.path)
    }
  }

  private mutating func noteUse(of request: KubeRequest, _ answer: SimulatorAnswer) {
    guard var target = RequestTarget(request) else { return }
    world.permissionUses[target.permission, default: []].append(world.elapsed)
    guard request.method == .patch, answer.status == 201 else { return }
    // An apply that makes its object takes the right to create it too.
    target.verb = "create"
    world.permissionUses[target.permission, default: []].append(world.elapsed)
  }

  /// The request as a webhook of admission leaves it.
  private func admitted(_ request: KubeRequest) -> KubeRequest {
    guard world.trouble.ongoing(.mutate, at: world.elapsed) != nil, request.method != .get, request.method != .delete,
      let target = RequestTarget(request), target.kind != nil, target.kind != .model
    else { return request }
    return request.with { $0[["metadata", "annotations", "mesh.example/injected"]] = "true" }
  }

  /// What a replica that lags behind says: lists from a cache and watches. Reads of one object and lists of the newest
  /// state are consistent whichever replica answers.
  private static func staleAnswer(
    to request: KubeRequest, from replica: SimulatedCluster, at now: Timestamp
  ) -> SimulatorAnswer? {
    func field(_ name: String) -> String? { request.query.first { $0.name == name }?.value }
    var replica = replica
    replica.runsControllers = false
    if field("watch") == "true" { return replica.handle(request, at: now) }
    guard let version = field("resourceVersion"), let number = Int64(version) else { return nil }
    return number > replica.revision ? FaultStatus.answer(5041) : replica.handle(request, at: now)
  }

  private static func spoil(_ answer: SimulatorAnswer, _ kind: FaultKind) -> SimulatorAnswer {
    guard case .bytes(let bytes) = answer.body else { return answer }
    var spoilt = answer
    switch kind {
    case .truncate: spoilt.body = .bytes(Array(bytes.prefix(bytes.count / 2)))
    case .garble: spoilt.body = .bytes(Array("}{".utf8))
    default:
      spoilt.status = 200
      spoilt.headers = [KubeRequest.Field("Content-Type", "text/html")]
      spoilt.body = .bytes(Array("<html><body>Welcome</body></html>".utf8))
    }
    return spoilt
  }

  /// The watches of a process that has just been cut off, and those that a fault has broken.
  mutating func takeEnded(_ session: Int) -> [Continuation] {
    let breaksAll = brokenByFault
    brokenByFault = false
    guard breaksAll || cutOff.contains(session) else { return [] }
    return breakWatches { breaksAll || $0.session == session }
  }
}
