import CEL
import KubeCore
import KubeSchema

/// Looks through the expressions of a policy for what the kinds that it names do not have.
///
/// Source: `k8s.io/apiserver/pkg/admission/plugin/policy/validating`, typechecking.go.
enum PolicyTypeCheck {
  /// The warnings as they stand in the status of the policy.
  ///
  /// - Parameter kinds: what the policy names, without wildcards.
  static func warnings(_ policy: JSONValue, _ kinds: [ResourceDefinition]) -> [JSONValue] {
    let checked = kinds.compactMap { kind -> (ResourceDefinition, CompiledPolicy)? in
      guard let type = kind.schema.declaration(isRoot: false, name: "object")?.type else { return nil }
      return (kind, CompiledPolicy(policy, object: type))
    }
    let count = policy["spec"]?["validations"]?.elements.count ?? 0
    return (0..<count).flatMap { position -> [JSONValue] in
      let path = "spec.validations[\(position)]"
      let expression = warning("\(path).expression", checked) { $0.validations[position].expression }
      let message = warning("\(path).messageExpression", checked) { $0.validations[position].messageExpression }
      return [expression, message].compactMap { $0 }
    }
  }

  private static func warning(
    _ field: String, _ checked: [(ResourceDefinition, CompiledPolicy)],
    _ expression: (CompiledPolicy) -> PolicyExpression?
  ) -> JSONValue? {
    let texts = checked.compactMap { kind, policy -> String? in
      guard let failure = expression(policy)?.failure, failure.hasPrefix(prefix) else { return nil }
      let type = kind.type
      let version = type.group.isEmpty ? "/\(type.version)" : type.apiVersion
      return "\(version), Kind=\(type.kind): \(failure.dropFirst(prefix.count))\n"
    }
    guard !texts.isEmpty else { return nil }
    return ["fieldRef": .string(field), "warning": .string(texts.joined(separator: "\n"))]
  }

  private static let prefix = "compilation failed: "
}
