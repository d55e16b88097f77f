import KubeClient
import KubeCore
import KubeRuntime
public import SlipwayAPI

extension CommandSession {
  /// Asks the operator for a verb, waits for its answer, and says what came of it.
  ///
  /// - Parameter revision: which one to roll back to; the last one before the present one by default.
  /// - Throws: `.notPossible` and `.notFound` before anything is asked; `.refused` with the operator's reason; `.timedOut`
  ///   when it does not answer, and the request stands.
  public func request(
    _ verb: RolloutVerb, of name: DeploymentName, revision: String? = nil, _ options: RequestOptions = RequestOptions()
  ) async throws {
    let request = try VerbRequest(verb, of: try await deployments.get(name.name), revision: revision)
    var object = request.object(by: options.dryRun == .client ? nil : await user(), reason: options.reason)
    if options.dryRun != .client {
      var write = WriteOptions()
      write.dryRun = options.dryRun == .server
      object = try await requests.create(DynamicObject(object), write).content
      if options.dryRun == .none, let patience = options.patience {
        object = try await answer(to: object[["metadata", "name"]]?.string ?? "", within: patience)
      }
    }
    let isOpen = options.dryRun == .none && options.patience == nil
    let done = isOpen ? ": \(verb.word) requested" : " \(verb.done)\(options.dryRun.suffix)"
    output.write(
      options.format.text(of: [object], isList: false) ?? "modeldeployment.slipway.dev/\(name.name)\(done)\n")
  }

  private var requests: API<DynamicObject> { client.api(RolloutRequest.resourceType, namespace: namespace) }

  /// Who asks, as the API server knows them; older servers do not say.
  private func user() async -> String? { try? await client.whoAmI().username }

  /// The request once it has been granted.
  private func answer(to request: String, within patience: Duration) async throws -> JSONValue {
    let deadline = time.now() + patience
    while true {
      let current = try await requests.get(request)
      let message = current.content[["status", "message"]]?.string ?? ""
      switch current.content[["status", "state"]]?.string {
      case "Done": return current.content
      case "Refused": throw CommandError(.refused, "refused: \(message)")
      default: break
      }
      guard time.now() < deadline else {
        throw CommandError(
          .timedOut,
          "the operator has not answered within \(patience.components.seconds) s; the request "
            + "rolloutrequest.slipway.dev/\(request) stands" + (message.isEmpty ? "" : ": \(message)"))
      }
      try await time.sleep(for: .milliseconds(200))
    }
  }
}
