/// Questions to the authorizer, as admission policies ask them.
enum AuthorizationFunctions {
  private typealias Stage = AuthorizationValue.Stage

  static let overloads: [Overload] = checks + decisions

  private static let checks: [Overload] = [
    step("path", "authorizer_path", .authorizer, .path) { $0.path = try $1.string(1) },
    step("group", "authorizer_group", .authorizer, .group) { $0.group = try $1.string(1) },
    .member("serviceAccount", "authorizer_serviceaccount", [Stage.authorizer.type, .string, .string], Stage.authorizer.type) {
      arguments in
      let account = (namespace: try arguments.string(1), name: try arguments.string(2))
      return try value(arguments).next(.authorizer) { $0.serviceAccount = account }
    },
    step("resource", "groupcheck_resource", .group, .resource) { $0.resource = try $1.string(1) },
    step("subresource", "resourcecheck_subresource", .resource, .resource) { $0.subresource = try $1.string(1) },
    step("namespace", "resourcecheck_namespace", .resource, .resource) { $0.namespace = try $1.string(1) },
    step("name", "resourcecheck_name", .resource, .resource) { $0.name = try $1.string(1) },
    step("fieldSelector", "authorizer_fieldselector", .resource, .resource) { $0.fieldSelector = try $1.string(1) },
    step("labelSelector", "authorizer_labelselector", .resource, .resource) { $0.labelSelector = try $1.string(1) },
    .member("check", "pathcheck_check", [Stage.path.type, .string], Stage.decision.type, check),
    .member("check", "resourcecheck_check", [Stage.resource.type, .string], Stage.decision.type, check),
  ]

  private static let decisions: [Overload] = [
    .member("allowed", "decision_allowed", [Stage.decision.type], .bool) {
      .bool(try value($0).decision?.isAllowed ?? false)
    },
    .member("reason", "decision_reason", [Stage.decision.type], .string) {
      .string(try value($0).decision?.reason ?? "")
    },
    .member("errored", "decision_errored", [Stage.decision.type], .bool) {
      .bool(try value($0).decision?.error != nil)
    },
    .member("error", "decision_error", [Stage.decision.type], .string) {
      .string(try value($0).decision?.error ?? "")
    },
  ]

  private static func step(
    _ function: String, _ id: String, _ from: AuthorizationValue.Stage, _ to: AuthorizationValue.Stage,
    _ change: @escaping @Sendable (inout AuthorizationValue.Query, [Value]) throws -> Void
  ) -> Overload {
    .member(function, id, [from.type, .string], to.type) { arguments in
      let current = try value(arguments)
      var query = current.query
      try change(&query, arguments)
      return current.next(to) { $0 = query }
    }
  }

  private static let check: Overload.Implementation = { arguments in
    let current = try value(arguments)
    var query = current.query
    query.verb = try arguments.string(1)
    var decided = AuthorizationValue(stage: .decision, query: query, decide: current.decide)
    decided.decision = current.decide(query)
    return .authorization(decided)
  }

  private static func value(_ arguments: [Value]) throws(EvaluationError) -> AuthorizationValue {
    guard case .authorization(let value)? = arguments.first else { throw .noSuchOverload }
    return value
  }
}
