import CEL
import KubeCore
import Testing

@Suite struct RecordedExpressionsTests {
  private let environment = Environment(variables: ["self": .dyn])

  @Test func thereAreSeveralHundred() { #expect(RecordedExpressions.all.cases.count > 700) }

  @Test(arguments: RecordedExpressions.all.cases)
  func evaluates(_ example: RecordedExpressions.Case) {
    let program: Program
    do throws(CompilationError) { program = try environment.compile(example.expression) } catch {
      #expect((error.isInstantiation ? "program: " : "") + error.description == example.refusal)
      return
    }
    #expect(example.refusal == nil)
    #expect(program.resultType.description == example.type)
    #expect(program.costEstimate.least == example.leastCost)
    #expect(program.costEstimate.most == example.mostCost)
    let outcome = program.evaluate(["self": Value(RecordedExpressions.all.variable)])
    switch outcome.result {
    case .success(let value): #expect(value.description == example.value)
    case .failure(let error): #expect(error.message == example.error)
    }
    if example.error == nil { #expect(outcome.cost == example.cost) }
  }
}
