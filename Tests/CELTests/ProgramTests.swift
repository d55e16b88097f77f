import CEL
import KubeCore
import Testing

@Suite struct ProgramTests {
  @Test func compilesOnceAndEvaluatesOften() throws {
    let program = try Environment(variables: ["object": .dyn]).compile("object.replicas <= 5")
    #expect(program.resultType == .bool)
    #expect(program.variables == ["object"])
    for (replicas, expected) in [(3, true), (5, true), (6, false)] as [(Int64, Bool)] {
      let object: JSONValue = ["replicas": .integer(replicas)]
      #expect(try program.evaluate(["object": Value(object)]).result.get() == .bool(expected))
    }
  }
}
