import KubeClient
import KubeCore
import KubeSimulator
import MetricSources
import SlipwayOperator
import Synchronization

extension Mutant {
  /// Mutants that are wrong about how they talk to the API server.
  static let ofRequests: [Mutant] = [
    Mutant(.canaryPromoted, .s10, forgetsPreconditions), Mutant(.nameTaken, .s11, takesNamesOver),
    Mutant(.canaryPromoted, .l1, keepsNoStatus), Mutant(.firstDeployment, .s18, readsSecrets),
    Mutant(.canaryPromoted, .l4, dropsEvents, under: [Fault(.call, 7, .stale)]),
    Mutant(.firstDeployment, .s15, writesSpecs), Mutant(.canaryPromoted, .l2, polls),
    Mutant(.canaryPromoted, .l3, forgetsBackoff, under: [Fault(.second, 1, .outage)]),
    Mutant(.canaryPromoted, .d2, deletesAndMakesAnew),
    Mutant(.deletion, .l7, leavesObjects),
  ]

  private static let forgetsPreconditions = Subject(
    "forgets which object it means",
    altering: { (request, send) async throws(KubeError) in
      try await send(
        request.with { body in
          body[["metadata", "uid"]] = nil
          body["preconditions"] = nil
        })
    })

  private static let takesNamesOver = Subject(
    "takes over whatever has the name",
    altering: { (request, send) async throws(KubeError) in
      if request.method == .get, !request.isWatch, request.path.contains("/services/") {
        throw KubeError(.notFound, message: "not looked for")
      }
      return try await send(request)
    })

  private static let keepsNoStatus = Subject(
    "keeps no status",
    altering: { (request, send) async throws(KubeError) in
      guard request.isStatus else { return try await send(request) }
      return KubeResponse(
        status: 200, headers: [.init("Content-Type", "application/json")], body: KubeBody(request.body ?? []))
    })

  private static let dropsEvents = Subject(
    "drops each third event of pods",
    altering: { (request, send) async throws(KubeError) in
      let answer = try await send(request)
      guard request.isWatch, request.path.hasSuffix("/pods") else { return answer }
      let count = Mutex(0)
      let bytes = answer.body.makeAsyncIterator()
      let shared = SharedIterator(bytes)
      return KubeResponse(
        status: answer.status, headers: answer.headers,
        body: KubeBody { () async throws(KubeError) in
          while let line = try await shared.next() {
            let number = count.withLock { count in
              count += 1
              return count
            }
            if number % 3 != 0 { return line }
          }
          return nil
        })
    })

  private static let readsSecrets = Subject(
    "reads what it need not",
    altering: { (request, send) async throws(KubeError) in
      if request.isStatus { _ = try await send(KubeRequest(method: .get, path: "/api/v1/namespaces/ml/secrets")) }
      return try await send(request)
    })

  private static let writesSpecs = Subject(
    "writes what users own",
    altering: { (request, send) async throws(KubeError) in
      if request.isStatus {
        let body = Array(#"{"metadata":{"annotations":{"slipway.dev/seen":"yes"}}}"#.utf8)
        _ = try await send(
          KubeRequest(
            method: .patch, path: String(request.path.dropLast("/status".count)),
            headers: [.init("Content-Type", "application/merge-patch+json")], body: body))
      }
      return try await send(request)
    })

  private static let polls = Subject(
    "asks again and again",
    altering: { (request, send) async throws(KubeError) in
      if request.isStatus {
        for _ in 0..<25 { _ = try await send(KubeRequest(method: .get, path: "/api/v1/pods")) }
      }
      return try await send(request)
    })

  private static let leavesObjects = Subject(
    "makes objects that nobody owns",
    altering: { (request, send) async throws(KubeError) in
      guard request.isWrite, !request.isStatus, request.path.contains("/services/fraud-") else {
        return try await send(request)
      }
      return try await send(request.with { $0[["metadata", "ownerReferences"]] = nil })
    })

  private static let forgetsBackoff: Subject = {
    var subject = Subject("forgets to wait between tries")
    subject.time = { $0.impatient }
    return subject
  }()

  private static let deletesAndMakesAnew = Subject(
    "deletes a Service to change it",
    altering: { (request, send) async throws(KubeError) in
      if request.method == .patch, request.path.hasSuffix("/services/fraud") {
        _ = try await send(KubeRequest(method: .delete, path: request.path))
        return try await send(request.with { $0[["metadata", "uid"]] = nil })
      }
      return try await send(request)
    })
}
