import CEL

/// One expression of a policy, compiled.
struct PolicyExpression: Sendable {
  let text: String
  /// `nil` when it does not compile.
  let program: Program?
  /// Why it does not compile, in the server's words.
  let failure: String?

  /// - Parameter types: what the expression may result in.
  init(_ text: String, _ environment: Environment, types: [CELType]) {
    self.text = text
    do throws(CompilationError) {
      let program = try environment.compile(text)
      let isFitting = types.contains(program.resultType) || types.contains(.dyn)
      self.program = isFitting ? program : nil
      failure = isFitting ? nil : Self.mismatch(program.resultType, types)
    } catch {
      program = nil
      failure = (error.isInstantiation ? "program instantiation failed: " : "compilation failed: ") + error.description
    }
  }

  private static func mismatch(_ type: CELType, _ types: [CELType]) -> String {
    let names = types.map { $0 == .null ? "null_type" : $0.description }
    let wanted = names.count == 1 ? names[0] : "one of [\(names.joined(separator: " "))]"
    return "must evaluate to \(wanted) but got \(type == .null ? "null_type" : type.description)"
  }
}
