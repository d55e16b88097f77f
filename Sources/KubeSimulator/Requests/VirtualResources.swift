import KubeClient
import KubeCore
import KubeSchema

/// Resources that answer a question and store nothing.
enum VirtualResources {
  private static let table = [
    ResourceType(
      group: "authorization.k8s.io", version: "v1", kind: "SelfSubjectAccessReview", plural: "selfsubjectaccessreviews",
      isNamespaced: false),
    ResourceType(
      group: "authorization.k8s.io", version: "v1", kind: "SelfSubjectRulesReview", plural: "selfsubjectrulesreviews",
      isNamespaced: false),
    ResourceType(
      group: "authorization.k8s.io", version: "v1", kind: "SubjectAccessReview", plural: "subjectaccessreviews",
      isNamespaced: false),
    ResourceType(
      group: "authentication.k8s.io", version: "v1", kind: "SelfSubjectReview", plural: "selfsubjectreviews",
      isNamespaced: false),
  ]

  static let types = table

  static func serves(_ group: String, _ version: String) -> Bool {
    table.contains { $0.group == group && $0.version == version }
  }

  static func contains(_ group: String, _ version: String, _ plural: String) -> Bool {
    table.contains { $0.group == group && $0.version == version && $0.plural == plural }
  }

  static func definition(_ plural: String) -> ResourceDefinition? {
    table.first { $0.plural == plural }.map { type in
      ResourceDefinition(
        type: type, singular: type.kind.lowercased(), shortNames: [], categories: [], listKind: "", schema: .anything,
        isCustom: false, hasStatus: false, scale: nil, hasGeneration: false, storage: type.plural)
    }
  }
}

extension SimulatedCluster {
  /// Everybody may do everything here.
  func respondVirtually(to request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    guard request.method == .post, request.name == nil else { throw .methodNotAllowed }
    // The question does not matter for the answer, so that it may come in a form that is not read here.
    let body = (try? JSONParser.parse(request.body)) ?? [:]
    var answer: JSONValue = [
      "kind": .string(request.type.kind), "apiVersion": .string(request.type.apiVersion), "metadata": [:],
      "spec": body["spec"] ?? [:],
    ]
    switch request.type.plural {
    case "selfsubjectrulesreviews":
      answer["status"] = [
        "resourceRules": [["verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]]],
        "nonResourceRules": [["verbs": ["*"], "nonResourceURLs": ["*"]]], "incomplete": false,
      ]
    case "selfsubjectreviews":
      answer["spec"] = nil
      answer["status"] = ["userInfo": ["username": "admin", "groups": ["system:masters", "system:authenticated"]]]
    default: answer["status"] = ["allowed": true]
    }
    return .json(answer, status: 201)
  }
}
