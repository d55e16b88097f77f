import KubeSimulator
import Testing

@Suite("A plan of faults")
struct FaultPlanTests {
  @Test("is read as it is written", arguments: FaultKind.allCases)
  func roundTrip(kind: FaultKind) throws {
    for place in kind.places {
      let plan = FaultPlan([Fault(place, 7, kind), Fault(place, 9, kind, kind.defaultArgument.map { $0 + 1 })])
      #expect(FaultPlan(plan.description) == plan, "\(plan)")
    }
  }

  @Test(
    "is refused when it makes no sense",
    arguments: [
      "call", "call:1", "call:x=refuse", "call:-1=refuse", "event:1=refuse", "call:1=explode", "call:1=refuse:x",
      "call:1=crash-before:3", "call:1=refuse:1:2", "call:1=refuse:99999999999",
    ])
  func nonsense(text: String) { #expect(FaultPlan(text) == nil) }

  @Test("shrinks to what matters")
  func shrinks() {
    let plan = FaultPlan((1...20).map { Fault(.call, $0, .refuse) })
    var tries = 0
    let shrunk = plan.shrunk { smaller in
      tries += 1
      return smaller.faults.contains { $0.number == 3 } && smaller.faults.contains { $0.number == 17 }
    }
    #expect(shrunk.faults.map(\.number) == [3, 17])
    #expect(tries < 60)
  }

  @Test("shrinks to nothing when nothing is needed")
  func shrinksAway() {
    #expect(FaultPlan([Fault(.call, 1, .refuse), Fault(.call, 2, .slow)]).shrunk { _ in true }.isEmpty)
  }
}
