import KubeClient
import KubeCore
import KubeTypes

/// What must come of a recorded answer.
struct RecordedExpectation {
  private let step: RecordedStep

  init(_ step: RecordedStep) { self.step = step }

  // MARK: - Refusals

  func problems(with error: KubeError) -> [String] {
    let event = step.response["events"]?.elements.last
    let isErrorEvent = event?["type"] == "ERROR"
    let said = isErrorEvent ? event?["object"] : step.status < 400 ? nil : step.response["body"] ?? event
    guard let said else { return ["fails though it was well: \(error)"] }
    var problems: [String] = []
    let number = isErrorEvent ? Int(said["code"]?.integer ?? 0) : step.status
    let code = expectedCode(number, said)
    if error.code != code { problems.append("is \(error.code), not \(code.map { "\($0)" } ?? "known")") }
    if error.httpStatus != number { problems.append("has status \(error.httpStatus ?? 0)") }
    if error.reason != said["reason"]?.string { problems.append("has reason \(error.reason ?? "none")") }
    if let message = said["message"]?.string, error.message != message { problems.append("says \(error.message)") }
    let causes = said["details"]?["causes"]?.elements ?? []
    if error.causes.map(\.field) != causes.map({ $0["field"]?.string }) { problems.append("has other causes") }
    let wait = step.response["headers"]?["Retry-After"]?.string.flatMap { Int($0) }
    if let wait, error.retryAfter != .seconds(wait) { problems.append("forgets Retry-After") }
    if error.outcome == .carriedOut { problems.append("claims to have been carried out") }
    return problems
  }

  private func expectedCode(_ status: Int, _ said: JSONValue) -> KubeError.Code? {
    switch (status, said["reason"]?.string) {
    case (400, _): .badRequest
    case (401, _): .unauthorized
    case (403, _): .forbidden
    case (404, _): said["details"]?["name"]?.string == nil ? .notServed : .notFound
    case (405, _): .methodNotAllowed
    case (406, _): .notAcceptable
    case (409, "AlreadyExists"): .alreadyExists
    case (409, _): .conflict
    case (410, _): .gone
    case (415, _): .unsupportedMediaType
    case (422, _): .invalid
    case (504, _): .serverTimeout
    case (500, _): .serverFailure
    default: nil
    }
  }

  // MARK: - Answers

  func problems(with value: JSONValue) -> [String] {
    guard step.status < 400 else { return ["is well though it was refused"] }
    if step.isWatch { return step.note == "as tables" ? tableProblems(value) : eventProblems(value) }
    guard let body = step.response["body"], body["omitted"] == nil else { return [] }
    switch body["kind"]?.string {
    case "Status": return mismatch(value, body["details"]?["uid"] ?? (RecordedPlace(step)?.subresource == nil ? "" : .null))
    case "Scale": return mismatch(value, body["spec"]?["replicas"] ?? 0)
    case "TokenRequest": return mismatch(value, body["status"]?["token"])
    case "SelfSubjectAccessReview", "SubjectAccessReview": return mismatch(value, body["status"]?["allowed"])
    case "TokenReview": return mismatch(value, body["status"]?["authenticated"] ?? false)
    case "Table": return mismatch(value, .array((body["rows"]?.elements ?? []).map { $0["cells"] ?? .null }))
    case "PartialObjectMetadataList": return mismatch(value, .array(names(body["items"]) { $0["metadata"]?["name"] }))
    case "APIVersions": return mismatch(value, body["versions"])
    case "APIResourceList":
      let resources = (body["resources"]?.elements ?? []).filter { $0["name"]?.string?.contains("/") == false }
      return mismatch(value, .array(resources.map { $0["name"] ?? .null }))
    case "APIGroupDiscoveryList":
      let resources = body["items"]?[0]?["versions"]?[0]?["resources"]?.elements ?? []
      return mismatch(value, .array(resources.map { $0["resource"] ?? .null }))
    case let kind? where kind.hasSuffix("List"):
      return mismatch(value, ["metadata": body["metadata"] ?? [:], "items": .array(body["items"]?.elements ?? [])])
    case nil: return mismatch(value, body["gitVersion"] ?? body)
    default: return mismatch(value, body) + TypedView.problems(with: body)
    }
  }

  private func names(_ items: JSONValue?, _ name: (JSONValue) -> JSONValue?) -> [JSONValue] {
    (items?.elements ?? []).map { name($0) ?? .null }
  }

  private func eventProblems(_ value: JSONValue) -> [String] {
    let events = (step.response["events"]?.elements ?? []).map { event -> JSONValue in
      let type = event["type"] ?? .null
      guard type == "BOOKMARK" else { return [type, event["object"] ?? .null] }
      let isEnd = event["object"]?["metadata"]?["annotations"]?["k8s.io/initial-events-end"] == "true"
      return [type, event["object"]?["metadata"]?["resourceVersion"] ?? .null, .bool(isEnd)]
    }
    return mismatch(value, .array(events))
      + (step.response["events"]?.elements ?? []).filter { $0["type"] != "BOOKMARK" }
      .flatMap { TypedView.problems(with: $0["object"] ?? [:]) }
  }

  private func tableProblems(_ value: JSONValue) -> [String] {
    let events = (step.response["events"]?.elements ?? []).map { event -> JSONValue in
      [event["type"] ?? .null, event["object"]?["rows"]?[0]?["cells"] ?? .null]
    }
    return mismatch(value, .array(events))
  }

  private func mismatch(_ value: JSONValue, _ expected: JSONValue?) -> [String] {
    value == expected ? [] : ["gives \(value), not \(expected ?? .null)"]
  }
}

/// Checks that the typed form of an object says what its tree says.
enum TypedView {
  static func problems(with tree: JSONValue) -> [String] {
    switch "\(tree["apiVersion"]?.string ?? "") \(tree["kind"]?.string ?? "")" {
    case "v1 Namespace": check(Namespace.self, tree)
    case "v1 Pod": check(Pod.self, tree)
    case "v1 Service": check(Service.self, tree)
    case "apps/v1 Deployment": check(Deployment.self, tree)
    case "coordination.k8s.io/v1 Lease": check(Lease.self, tree)
    case "events.k8s.io/v1 Event": check(Event.self, tree)
    default: []
    }
  }

  private static func check<Object: KubeResource>(_ type: Object.Type, _ tree: JSONValue) -> [String] {
    do {
      let typed = try JSONCoding.tree(JSONCoding.decode(type, from: tree))
      return differences(typed, tree, "\(type)")
    } catch {
      return ["cannot be read as a \(type): \(error)"]
    }
  }

  /// Where the typed form says something else; what it does not mention is no difference.
  private static func differences(_ typed: JSONValue, _ tree: JSONValue?, _ path: String) -> [String] {
    switch (typed, tree) {
    case (.object(let members), .object?):
      return members.flatMap { differences($0.value, tree?[$0.key], "\(path).\($0.key)") }
    case (.array(let elements), .array(let others)?) where elements.count == others.count:
      return zip(elements, others).enumerated().flatMap { differences($1.0, $1.1, "\(path)[\($0)]") }
    case (.string(let text), .string(let other)?):
      // The same time may be written with or without its microseconds.
      let isSameTime = Timestamp(text) != nil && Timestamp(text) == Timestamp(other)
      return text == other || isSameTime ? [] : ["\(path) is \(text), not \(other)"]
    default: return typed == tree ? [] : ["\(path) is \(typed), not \(tree ?? .null)"]
    }
  }
}
