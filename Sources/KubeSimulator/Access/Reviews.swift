import KubeCore
import KubeSchema

/// Resources that answer a question and store nothing: reviews of access and of tokens.
enum Reviews {
  private static let access = "authorization.k8s.io"
  private static let authentication = "authentication.k8s.io"

  private static let definitions: [ResourceDefinition] = [
    make(access, "LocalSubjectAccessReview", "localsubjectaccessreviews", isNamespaced: true),
    make(access, "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
    make(access, "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
    make(access, "SubjectAccessReview", "subjectaccessreviews"),
    make(authentication, "SelfSubjectReview", "selfsubjectreviews"),
    make(authentication, "TokenReview", "tokenreviews"),
  ]

  private static let tokenRequest = make(authentication, "TokenRequest", "")

  static let types = definitions.map(\.type)

  static func serves(_ group: String, _ version: String) -> Bool {
    version == "v1" && (group == access || group == authentication)
  }

  static func definition(_ group: String, _ version: String, _ plural: String) -> ResourceDefinition? {
    guard serves(group, version) else { return nil }
    return definitions.first { $0.type.group == group && $0.type.plural == plural }
  }

  static func definition(kind: String) -> ResourceDefinition? {
    (definitions + [tokenRequest]).first { $0.type.kind == kind }
  }

  static func contains(_ type: ResourceType) -> Bool {
    definition(type.group, type.version, type.plural) != nil
  }

  private static func make(
    _ group: String, _ kind: String, _ plural: String, isNamespaced: Bool = false
  ) -> ResourceDefinition {
    ResourceDefinition(
      type: ResourceType(group: group, version: "v1", kind: kind, plural: plural, isNamespaced: isNamespaced),
      singular: kind.lowercased(), shortNames: [], categories: [], listKind: "",
      schema: BuiltInResources.schema(named: kind), isCustom: false, hasStatus: false, scale: nil, hasGeneration: false,
      storage: "\(group)/\(plural)", goType: kind)
  }
}
