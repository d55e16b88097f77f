import KubeCore

extension KubeClient {
  /// Asks whether the client itself may do something (`SelfSubjectAccessReview`).
  public func mayI(_ question: AccessQuestion) async throws(KubeError) -> AccessAnswer {
    try await review("SelfSubjectAccessReview", "selfsubjectaccessreviews", question.attributes)
  }

  /// Asks whether somebody may do something (`SubjectAccessReview`), which itself needs a right.
  public func may(_ user: UserInfo, _ question: AccessQuestion) async throws(KubeError) -> AccessAnswer {
    var spec = question.attributes
    spec["user"] = user.username.map { .string($0) }
    spec["uid"] = user.uid.map { .string($0) }
    spec["groups"] = user.groups.map { .array($0.map { .string($0) }) }
    spec["extra"] = user.extra.map { extra in
      .object(JSONObject(extra.sorted { $0.key < $1.key }.map { ($0.key, .array($0.value.map { .string($0) })) }))
    }
    return try await review("SubjectAccessReview", "subjectaccessreviews", spec)
  }

  /// Lists what the client itself may do in a namespace (`SelfSubjectRulesReview`).
  public func myRules(in namespace: String) async throws(KubeError) -> AccessRules {
    try await review("SelfSubjectRulesReview", "selfsubjectrulesreviews", ["namespace": .string(namespace)])
  }

  /// Asks who the client is (`SelfSubjectReview`); servers from 1.28 on say it.
  public func whoAmI() async throws(KubeError) -> UserInfo {
    struct Answer: Decodable {
      struct Status: Decodable { var userInfo: UserInfo }
      var status: Status
    }
    let answer: Answer = try await review(
      "SelfSubjectReview", "selfsubjectreviews", nil, group: "authentication.k8s.io")
    return answer.status.userInfo
  }

  /// Asks whose token this is, and whether it is valid (`TokenReview`), which itself needs a right.
  ///
  /// - Parameter audiences: whom the token must be meant for, at least one of them; empty for the API server.
  public func review(token: String, audiences: [String] = []) async throws(KubeError) -> TokenAnswer {
    var spec: JSONObject = ["token": .string(token)]
    if !audiences.isEmpty { spec["audiences"] = .array(audiences.map { .string($0) }) }
    return try await review("TokenReview", "tokenreviews", spec, group: "authentication.k8s.io")
  }

  /// Sends a question that is posed as an object; asking again does no harm.
  private func review<Answer: Decodable>(
    _ kind: String, _ plural: String, _ spec: JSONObject?, group: String = "authorization.k8s.io"
  ) async throws(KubeError) -> Answer {
    var body: JSONValue = ["apiVersion": .string(group + "/v1"), "kind": .string(kind)]
    body["spec"] = spec.map { .object($0) }
    let request = KubeRequest(
      method: .post, path: "/apis/\(group)/v1/\(plural)",
      headers: [
        KubeRequest.Field("Accept", "application/json"), KubeRequest.Field("Content-Type", "application/json"),
      ], body: JSONWriter.write(body), timeout: deadlines.write, repetition: .safe)
    return try await perform(request, decoding: Answer.self)
  }
}
