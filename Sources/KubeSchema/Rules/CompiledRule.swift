import CEL

/// A rule with its programs.
struct CompiledRule: Sendable {
  let rule: SchemaRule
  /// `nil` for an empty rule, and for one that does not compile.
  private(set) var program: Program?
  private(set) var message: Program?
  /// Why the rule does not compile.
  private(set) var failure: String?
  private(set) var messageFailure: String?
  /// The field below the rule's place that its errors name; empty for the place itself.
  private(set) var fieldPath = ""

  var usesOldSelf: Bool { program?.variables.contains("oldSelf") ?? false }

  /// - Parameters:
  ///   - declaration: what expressions know of the value.
  ///   - schema: the schema of the value.
  init(_ rule: SchemaRule, _ declaration: TypeDeclaration, _ schema: Schema) {
    self.rule = rule
    guard !rule.rule.trimmed.isEmpty else { return }
    let type = declaration.type
    let environment = Environment(
      variables: ["self": type, "oldSelf": rule.optionalOldSelf == true ? .optional(type) : type], sizes: declaration)
    do throws(CompilationError) {
      let program = try environment.compile(rule.rule)
      guard program.resultType == .bool else {
        failure = "cel expression must evaluate to a bool"
        return
      }
      self.program = program
    } catch {
      failure = Self.describe(error)
      return
    }
    compileMessage(environment)
    if !rule.fieldPath.isEmpty, let path = try? RuleFieldPath(rule.fieldPath, in: schema) { fieldPath = path.text }
  }

  private mutating func compileMessage(_ environment: Environment) {
    guard !rule.messageExpression.isEmpty else { return }
    do throws(CompilationError) {
      let program = try environment.compile(rule.messageExpression)
      if program.resultType == .string {
        message = program
      } else {
        messageFailure = "messageExpression must evaluate to a string"
      }
    } catch {
      messageFailure = "messageExpression " + Self.describe(error)
    }
  }

  private static func describe(_ error: CompilationError) -> String {
    (error.isInstantiation ? "program instantiation failed: " : "compilation failed: ") + error.description
  }
}
