/// What an expression asks an authorizer, and what it answers.
public struct AuthorizationValue: Sendable {
  /// A question about what the user, or a service account, may do.
  public struct Query: Sendable, Equatable {
    public var serviceAccount: (namespace: String, name: String)?
    public var path: String?
    public var group = ""
    public var resource = ""
    public var subresource = ""
    public var namespace = ""
    public var name = ""
    public var fieldSelector: String?
    public var labelSelector: String?
    public var verb = ""

    public init() {}

    public static func == (left: Query, right: Query) -> Bool {
      left.serviceAccount?.namespace == right.serviceAccount?.namespace
        && left.serviceAccount?.name == right.serviceAccount?.name && left.path == right.path
        && left.group == right.group && left.resource == right.resource && left.subresource == right.subresource
        && left.namespace == right.namespace && left.name == right.name && left.verb == right.verb
        && left.fieldSelector == right.fieldSelector && left.labelSelector == right.labelSelector
    }
  }

  /// An authorizer's answer.
  public struct Decision: Sendable, Equatable {
    public var isAllowed: Bool
    public var reason: String
    public var error: String?

    public init(isAllowed: Bool, reason: String = "", error: String? = nil) {
      self.isAllowed = isAllowed
      self.reason = reason
      self.error = error
    }
  }

  enum Stage: String, Sendable {
    case authorizer = "Authorizer"
    case path = "PathCheck"
    case group = "GroupCheck"
    case resource = "ResourceCheck"
    case decision = "Decision"

    var type: CELType { .named("kubernetes.authorization.\(rawValue)") }
  }

  let stage: Stage
  var query = Query()
  let decide: @Sendable (Query) -> Decision
  var decision: Decision?

  var type: CELType { stage.type }

  /// The value of the variable `authorizer`.
  public static func authorizer(_ decide: @escaping @Sendable (Query) -> Decision) -> Value {
    .authorization(AuthorizationValue(stage: .authorizer, decide: decide))
  }

  /// The type of the variable `authorizer`.
  public static let authorizerType = Stage.authorizer.type
  /// The type of the variable `authorizer.requestResource`.
  public static let resourceCheckType = Stage.resource.type

  /// The value of the variable `authorizer.requestResource`.
  public static func resourceCheck(_ query: Query, _ decide: @escaping @Sendable (Query) -> Decision) -> Value {
    .authorization(AuthorizationValue(stage: .resource, query: query, decide: decide))
  }

  func next(_ stage: Stage, _ change: (inout Query) -> Void) -> Value {
    var next = AuthorizationValue(stage: stage, query: query, decide: decide)
    change(&next.query)
    return .authorization(next)
  }
}
