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
    let subject = "modeldeployment.slipway.dev/\(name.name)"
    if options.dryRun != .client {
      let object = request.object(by: await user(), reason: options.reason)
      var write = WriteOptions()
      write.dryRun = options.dryRun == .server
      let created = try await requests.create(DynamicObject(object), write)
      if options.dryRun == .none, let patience = options.patience {
        try await answer(to: created, within: patience)
      } else if options.dryRun == .none {
        output.write("\(subject): \(verb.word) requested\n")
        return
      }
    }
    output.write("\(subject) \(verb.done)\(options.dryRun.suffix)\n")
  }

  private var requests: API<DynamicObject> { client.api(RolloutRequest.resourceType, namespace: namespace) }

  /// Who asks, as the API server knows them; older servers do not say.
  private func user() async -> String? { try? await client.whoAmI().username }

  private func answer(to request: DynamicObject, within patience: Duration) async throws {
    let deadline = time.now() + patience
    while true {
      let current = try await requests.get(request.name)
      let message = current.content[["status", "message"]]?.string ?? ""
      switch current.content[["status", "state"]]?.string {
      case "Done": return
      case "Refused": throw CommandError(.refused, "refused: \(message)")
      default: break
      }
      guard time.now() < deadline else {
        throw CommandError(
          .timedOut,
          "the operator has not answered within \(patience.components.seconds) s; the request "
            + "rolloutrequest.slipway.dev/\(request.name) stands" + (message.isEmpty ? "" : ": \(message)"))
      }
      try await time.sleep(for: .milliseconds(200))
    }
  }
}
