import CEL
import KubeCore
import KubeSchema

/// A `ValidatingAdmissionPolicy` or a `MutatingAdmissionPolicy` with its programs. Immutable.
final class CompiledPolicy: Sendable {
  struct Validation: Sendable {
    var expression: PolicyExpression
    var message: String
    var messageExpression: PolicyExpression?
    var reason: String?
  }

  /// How a mutation says what is to change.
  enum PatchType: String, Sendable {
    case configuration = "ApplyConfiguration"
    case json = "JSONPatch"

    /// The member with its expression.
    var member: String { self == .json ? "jsonPatch" : "applyConfiguration" }

    fileprivate var type: CELType {
      self == .json ? .list(PatchTypes.jsonPatch.type) : PatchTypes.object.type
    }
  }

  struct Mutation: Sendable {
    var type: PatchType
    var expression: PolicyExpression
  }

  let policy: JSONValue
  let conditions: [PolicyExpression]
  /// The variables in their order, each of which may use those before it.
  let variables: [(name: String, expression: PolicyExpression)]
  let variablesType: TypeDeclaration
  let validations: [Validation]
  let annotations: [(key: String, expression: PolicyExpression)]
  let mutations: [Mutation]

  /// - Parameter object: the type of `object` and `oldObject`; they are dynamic unless a check of types is made.
  init(_ policy: JSONValue, object: CELType = .dyn) {
    let spec = policy["spec"] ?? [:]
    var types: [String: CELType] = ["object": object, "oldObject": object]
    types["request"] = PolicyTypes.request.type
    types["namespaceObject"] = PolicyTypes.namespace.type
    if spec["paramKind"] != nil { types["params"] = .dyn }
    let variables = Self.variables(spec["variables"]?.elements ?? [], types)
    variablesType = PolicyTypes.variables(variables.types)
    types["variables"] = variablesType.type
    let unauthorized = Environment(variables: types)
    let full = Environment(variables: types.merging(Self.authorizerTypes) { first, _ in first })
    self.policy = policy
    self.variables = variables.list
    conditions = (spec["matchConditions"]?.elements ?? []).map {
      PolicyExpression($0["expression"]?.string ?? "", full, types: [.bool])
    }
    validations = (spec["validations"]?.elements ?? []).map { validation in
      let text = validation["messageExpression"]?.string ?? ""
      return Validation(
        expression: PolicyExpression(validation["expression"]?.string ?? "", full, types: [.bool]),
        message: validation["message"]?.string ?? "",
        messageExpression: text.isEmpty ? nil : PolicyExpression(text, unauthorized, types: [.string]),
        reason: validation["reason"]?.string)
    }
    annotations = (spec["auditAnnotations"]?.elements ?? []).map {
      ($0["key"]?.string ?? "", PolicyExpression($0["valueExpression"]?.string ?? "", full, types: [.string, .null]))
    }
    let patching = Environment(
      variables: types.merging(Self.authorizerTypes) { first, _ in first }, makesPatches: true)
    mutations = (spec["mutations"]?.elements ?? []).map { mutation in
      let type = mutation["patchType"]?.string.flatMap { PatchType(rawValue: $0) } ?? .configuration
      let text = mutation[type.member]?["expression"]?.string ?? ""
      return Mutation(type: type, expression: PolicyExpression(text.trimmed, patching, types: [type.type]))
    }
  }

  private static let authorizerTypes = [
    "authorizer": AuthorizationValue.authorizerType,
    "authorizer.requestResource": AuthorizationValue.resourceCheckType,
  ]

  private static func variables(
    _ list: [JSONValue], _ known: [String: CELType]
  ) -> (list: [(name: String, expression: PolicyExpression)], types: [String: CELType]) {
    var types: [String: CELType] = [:]
    var compiled: [(name: String, expression: PolicyExpression)] = []
    for variable in list {
      var all = known.merging(authorizerTypes) { first, _ in first }
      all["variables"] = PolicyTypes.variables(types).type
      let name = variable["name"]?.string ?? ""
      let expression = PolicyExpression(
        variable["expression"]?.string ?? "", Environment(variables: all), types: [.dyn])
      if let type = expression.program?.resultType { types[name] = type }
      compiled.append((name, expression))
    }
    return (compiled, types)
  }

  var name: String { policy.name }
  var isIgnoringFailures: Bool { policy["spec"]?["failurePolicy"] == "Ignore" }
}
