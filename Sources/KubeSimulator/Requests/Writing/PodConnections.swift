import KubeClient
import KubeCore

/// What is asked of a pod's containers. Nothing runs in a simulated pod: its log is empty, and nobody can be connected.
extension SimulatedCluster {
  func log(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    guard request.method == .get else { throw .methodNotAllowed }
    let pod = try existing(request, name)
    _ = try container(of: pod, request)
    guard pod["spec"]?["nodeName"]?.string?.isEmpty == false else {
      return SimulatorAnswer(status: 204, headers: [], body: .bytes([]))
    }
    return .text("")
  }

  /// Answers `exec`, `attach` and `portforward`.
  func connect(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    guard request.method == .get || request.method == .post else { throw .methodNotAllowed }
    let pod = try existing(request, name)
    if request.subresource != "portforward" { _ = try container(of: pod, request) }
    guard let node = pod["spec"]?["nodeName"]?.string, !node.isEmpty else {
      throw .badRequest("pod \(name) does not have a host assigned")
    }
    throw APIFailure(
      code: 500, reason: "InternalError",
      message: "error dialing backend: nothing runs in the pods of the simulated node \(node)", details: [:])
  }

  /// Answers for a service, or for `NAME:PORT` of one.
  func proxy(_ request: ResourceRequest, _ name: String) throws(APIFailure) -> SimulatorAnswer {
    let bare = String(name.prefix { $0 != ":" })
    _ = try existing(request, bare)
    throw APIFailure(
      code: 503, reason: "ServiceUnavailable", message: "no endpoints available for service \"\(name)\"")
  }

  /// The container that is meant: the one that is named, or the only one.
  private func container(of pod: JSONValue, _ request: ResourceRequest) throws(APIFailure) -> String {
    let spec = pod["spec"]
    let lists = [spec?["containers"], spec?["initContainers"], spec?["ephemeralContainers"]]
    let names = lists.map { ($0?.elements ?? []).compactMap { $0["name"]?.string } }
    if let wanted = request.options["container"], !wanted.isEmpty {
      guard names.joined().contains(wanted) else {
        throw .badRequest("container \(wanted) is not valid for pod \(pod.name)")
      }
      return wanted
    }
    guard names[0].count == 1 || request.subresource != "log" else {
      throw .badRequest(
        "a container name must be specified for pod \(pod.name), choose one of: [\(names[0].joined(separator: " "))]")
    }
    return names[0].first ?? ""
  }
}
