import KubeClient
import KubeSimulator

extension WorldHost.State {
  /// The refusal of a cluster that is in trouble for a while.
  mutating func refusal(of request: KubeRequest, isWatch: Bool) -> WorldHost.Verdict? {
    let now = world.elapsed
    if world.trouble.ongoing(.outage, at: now) != nil { return .unreachable }
    if let status = refusalStatus(of: request) { return .init(.success(FaultStatus.answer(status))) }
    if isWatch, let until = world.trouble.watchlessUntil {
      if now < until { return .unreachable }
      world.trouble.watchlessUntil = nil
      world.cluster.compact()
    }
    return nil
  }

  private func refusalStatus(of request: KubeRequest) -> Int? {
    func isOn(_ kind: FaultKind) -> Bool { world.trouble.ongoing(kind, at: world.elapsed) != nil }
    if isOn(.forbid) { return 403 }
    if isOn(.unauthorize) { return 401 }
    guard let target = RequestTarget(request) else { return nil }
    if let fault = world.trouble.ongoing(.revoke, at: world.elapsed),
      RequestRules.permission(fault.argument) == target.permission
    {
      return 403
    }
    guard request.method != .get, request.method != .delete, target.subresource == nil else { return nil }
    if isOn(.deny) { return 4031 }
    guard isOn(.quota), let kind = target.kind, let key = target.key else { return nil }
    return world.view[kind, key] == nil ? 4032 : nil
  }
}

extension WorldHost.Verdict {
  static let unreachable = Self(.failure(KubeError(.unreachable, message: "no connection")))
}
