import CEL
import KubeCore

/// Admission by policies that change what is written (`MutatingAdmissionPolicy`).
///
/// Source: `k8s.io/apiserver/pkg/admission/plugin/policy/mutating`, dispatcher.go.
extension SimulatedCluster {
  private static let mutatingPolicies = "admissionregistration.k8s.io/mutatingadmissionpolicies"
  private static let mutatingBindings = "admissionregistration.k8s.io/mutatingadmissionpolicybindings"

  /// A policy that is to be asked, with one set of parameters.
  private struct Invocation {
    var policy: CompiledPolicy
    var binding: JSONValue
    var parameter: JSONValue?
    var matched: ResourceDefinition
  }

  /// Why a policy could not be asked or carried out.
  private struct Problem {
    var policy: CompiledPolicy
    var binding: JSONValue?
    var message: String
    var reason: String?
  }

  /// Whether any policy is bound that changes what is written.
  var hasMutatingPolicies: Bool { store.hasObjects(in: Self.mutatingBindings) }

  /// Lets every policy that is bound change an object.
  ///
  /// - Throws: `APIFailure` 403 when a policy fails that must not.
  mutating func mutate(_ object: inout JSONValue, old: JSONValue?, _ context: WriteContext) throws(APIFailure) {
    guard hasMutatingPolicies, Self.isGoverned(context.definition), context.subresource != "scale"
    else { return }
    let attributes = AdmissionAttributes(old == nil ? .create : .update, object, old: old, context)
    var problems: [Problem] = []
    let invocations = invocations(for: attributes, &problems)
    guard !invocations.isEmpty || !problems.isEmpty else { return }
    var asked: [Invocation] = []
    let before = object
    for invocation in invocations where mutate(&object, invocation, attributes, &problems) { asked.append(invocation) }
    if object != before {
      for invocation in asked where invocation.policy.policy["spec"]?["reinvocationPolicy"] == "IfNeeded" {
        _ = mutate(&object, invocation, attributes, &problems)
      }
    }
    problems.removeAll { $0.policy.isIgnoringFailures }
    guard problems.isEmpty else { throw Self.denial(problems, attributes) }
  }

  /// The policies that a change concerns.
  private mutating func invocations(
    for attributes: AdmissionAttributes, _ problems: inout [Problem]
  ) -> [Invocation] {
    var all: [Invocation] = []
    for (name, bindings) in boundPolicies(in: Self.mutatingBindings) {
      guard let policy = compiledPolicy(name, in: Self.mutatingPolicies) else { continue }
      let spec = policy.policy["spec"] ?? [:]
      guard let matched = match(spec["matchConstraints"] ?? [:], attributes) else { continue }
      let parameters = PolicyParameters(registry: registry, store: store)
      for binding in bindings where match(binding["spec"]?["matchResources"] ?? [:], attributes) != nil {
        do {
          if let kind = spec["paramKind"] { _ = try parameters.definition(of: kind) }
        } catch {
          problems.append(Problem(policy: policy, message: "failed to configure policy: \(error.message)"))
          break
        }
        do {
          let found = try parameters.find(
            spec["paramKind"], binding["spec"]?["paramRef"], namespace: attributes.namespace)
          all += found.map { Invocation(policy: policy, binding: binding, parameter: $0, matched: matched) }
        } catch {
          problems.append(
            Problem(policy: policy, binding: binding, message: "failed to configure binding: \(error.message)"))
        }
      }
    }
    return all
  }

  /// Carries out the mutations of one policy one after another.
  ///
  /// - Returns: whether the policy's conditions hold.
  private func mutate(
    _ object: inout JSONValue, _ invocation: Invocation, _ attributes: AdmissionAttributes, _ problems: inout [Problem]
  ) -> Bool {
    func problem(_ error: EvaluationError) -> Problem {
      Problem(policy: invocation.policy, binding: invocation.binding, message: error.message, reason: "Invalid")
    }
    var evaluation = evaluation(of: object, invocation, attributes)
    switch evaluation.checkConditions() {
    case .failure(let error):
      problems.append(problem(error))
      return false
    case .success(false): return false
    case .success(true): break
    }
    for mutation in invocation.policy.mutations {
      do throws(EvaluationError) {
        var evaluation = self.evaluation(of: object, invocation, attributes)
        let value = try evaluation.value(of: mutation.expression)
        object = try patched(object, with: value, mutation.type, invocation.matched)
      } catch {
        problems.append(problem(error))
      }
    }
    return true
  }

  private func evaluation(
    of object: JSONValue, _ invocation: Invocation, _ attributes: AdmissionAttributes
  ) -> PolicyEvaluation {
    var attributes = attributes
    attributes.object = object
    var variables = variables(of: attributes, as: invocation.matched)
    if invocation.policy.policy["spec"]?["paramKind"] != nil {
      variables["params"] = invocation.parameter.map { Value($0) } ?? .null
    }
    return PolicyEvaluation(invocation.policy, variables)
  }

  /// The object, changed in the version that the policy names, with the defaults of what has come to it.
  private func patched(
    _ object: JSONValue, with value: Value, _ type: CompiledPolicy.PatchType, _ matched: ResourceDefinition
  ) throws(EvaluationError) -> JSONValue {
    let view = Self.view(object, matched)
    var new = try PolicyPatch.apply(value, type, to: view, matched.schema)
    if !matched.isCustom, !matched.goType.isEmpty {
      var decoder = GoDecoder()
      do throws(GoDecoder.Problem) { new = try decoder.decode(new, as: matched.goType) } catch {
        throw EvaluationError(error.text)
      }
    }
    new = StoredForm.stored(new, of: matched.type)
    new["apiVersion"] = object["apiVersion"]
    new["kind"] = object["kind"]
    ObjectDefaults.apply(to: &new, StoredForm.definition(of: matched))
    return new
  }

  /// The first problem speaks for all, and each is a cause.
  private static func denial(_ problems: [Problem], _ attributes: AdmissionAttributes) -> APIFailure {
    let texts = problems.map { problem in
      let place = problem.binding.map { " with binding '\($0.name)'" } ?? ""
      return "policy '\(problem.policy.name)'\(place) denied request: \(problem.message)"
    }
    let type = attributes.definition.type
    let name = attributes.name.isEmpty ? "Unknown" : attributes.name
    var failure = APIFailure.forbidden(group: type.group, plural: type.plural, name, texts[0])
    failure.message = texts[0]
    failure.reason = problems[0].reason ?? failure.reason
    failure.details?["causes"] = .array(texts.map { ["message": .string($0)] })
    return failure
  }
}
