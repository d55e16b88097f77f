import CEL
import KubeCore
import KubeSchema

/// What an expression of a mutating policy has resulted in, laid over an object.
///
/// Source: `k8s.io/apiserver/pkg/admission/plugin/policy/mutating/patch`.
enum PolicyPatch {
  /// - Throws: `EvaluationError` in the server's words for a patch that cannot be carried out.
  static func apply(
    _ value: Value, _ type: CompiledPolicy.PatchType, to object: JSONValue, _ schema: Schema
  ) throws(EvaluationError) -> JSONValue {
    switch type {
    case .configuration: try merge(value, into: object, schema)
    case .json: try patch(object, with: value)
    }
  }

  private static func merge(
    _ value: Value, into object: JSONValue, _ schema: Schema
  ) throws(EvaluationError) -> JSONValue {
    try checkTypes(value)
    guard var configuration = value.json else { throw EvaluationError("invalid return type") }
    configuration["apiVersion"] = object["apiVersion"]
    configuration["kind"] = object["kind"]
    if let problem = TypedProblem.text(of: configuration, schema) {
      throw EvaluationError("error applying patch: failed to convert patch object to typed object: \(problem)")
    }
    let atomic = atomicPlaces(in: configuration, schema, "")
    guard atomic.isEmpty else {
      throw EvaluationError(
        "error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: "
          + atomic.joined(separator: ", "))
    }
    return FieldMerge.merge(object, configuration, schema)
  }

  private static func checkTypes(_ value: Value) throws(EvaluationError) {
    let problems = value.misplacements
    if !problems.isEmpty { throw EvaluationError("type mismatch: " + problems.joined(separator: "\n")) }
  }

  /// Who sets one member of what is one whole would lose the others.
  private static func atomicPlaces(in value: JSONValue, _ schema: Schema, _ path: String) -> [String] {
    switch value {
    case .object(let object):
      let isAtomic = schema.isAtomicObject && schema.kind == .object
      return (isAtomic ? [path] : [])
        + object.flatMap { key, child in
          schema.properties[key].map { atomicPlaces(in: child, $0, "\(path).\(key)") } ?? []
        }
    case .array(let array):
      let isAtomic = schema.kind == .array && schema.listType == .atomic
      return (isAtomic ? [path] : [])
        + array.enumerated().flatMap { position, element in
          schema.items.map { atomicPlaces(in: element, $0, "\(path)[\(position)]") } ?? []
        }
    default: return []
    }
  }

  private static func patch(_ object: JSONValue, with value: Value) throws(EvaluationError) -> JSONValue {
    guard let operations = value.json?.array else {
      throw EvaluationError("JSONPath valueExpression evaluated to a type that could not marshal to JSON")
    }
    try checkTypes(value)
    do throws(JSONPatch.Failure) {
      return try JSONPatch.apply(.array(operations), to: object)
    } catch {
      // A patch whose test fails is not carried out.
      if error.isTest { return object }
      throw EvaluationError("JSON Patch: \(error.reason)")
    }
  }
}
