/// What expressions are compiled against: their variables, and everything that Kubernetes 1.36 gives them.
public struct Environment: Sendable {
  private let variables: [String: CELType]
  private let root: TypeDeclaration?
  private let makesPatches: Bool

  /// An environment with variables of the given types.
  ///
  /// - Parameter sizes: the declaration that the sizes of the variables are taken from in cost estimates: that of
  ///   `self`. Without one everything counts as unbounded.
  /// - Parameter makesPatches: whether expressions may make objects of the `PatchTypes`.
  public init(variables: [String: CELType], sizes: TypeDeclaration? = nil, makesPatches: Bool = false) {
    self.variables = variables
    self.makesPatches = makesPatches
    root = sizes
  }

  /// Compiles an expression.
  ///
  /// - Throws: `CompilationError`, in the reference implementation's words.
  public func compile(_ expression: String) throws(CompilationError) -> Program {
    let source = SourceText(expression)
    let tree = try Parser.parse(source)
    let used = try Checker.check(tree, variables: variables, makesPatches: makesPatches, in: source)
    var planner = Planner()
    let step = planner.plan(tree)
    if let failure = planner.failure { throw CompilationError(failure) }
    return Program(
      expression: expression, resultType: tree.type, costEstimate: CostEstimator.estimate(tree, root: root),
      variables: used, step: step, slots: planner.slots)
  }
}
