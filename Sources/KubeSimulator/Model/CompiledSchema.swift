import KubeCore
import KubeSchema
import Synchronization

/// The schema of a version with its rules compiled.
///
/// The same source gives the same, for all clusters of the process: tests start hundreds with the same definitions.
struct CompiledSchema {
  let schema: Schema
  let rules: RuleSet?

  private static let capacity = 64
  private static let known = Mutex<[JSONValue: CompiledSchema]>([:])

  private init(_ source: JSONValue) {
    schema = ResourceDefinition.schema(source)
    rules = RuleSet(Schema(openAPI: source), isRoot: true)
  }

  /// - Parameter source: the `openAPIV3Schema` of a version.
  static func of(_ source: JSONValue) -> CompiledSchema {
    if let compiled = known.withLock({ $0[source] }) { return compiled }
    let compiled = CompiledSchema(source)
    known.withLock { known in
      if known.count >= capacity { known.removeAll() }
      known[source] = compiled
    }
    return compiled
  }
}
