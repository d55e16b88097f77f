import FoundationEssentials
import Testing

@testable import ModelServer

@Suite struct PredictorTests {
  @Test(arguments: Examples.models)
  func answersAsTheFrameworkDoes(set: String, version: String) throws {
    let artifact = try Examples.artifact(set, version)
    #expect(artifact.checks.count >= 5)
    try Predictor(artifact).verify(artifact.checks)
  }

  @Test(arguments: Examples.models)
  func reachesTheAccuracyThatTheTrainerMeasured(set: String, version: String) throws {
    let artifact = try Examples.artifact(set, version)
    let predictor = try Predictor(artifact)
    let rows = try Examples.testRows(set)
    var correct = 0
    var rejected = 0
    for (row, label) in rows {
      do {
        if try predictor.predict(row).label.description == label { correct += 1 }
      } catch {
        rejected += 1
      }
    }
    let measured = artifact.measurements
    #expect(rows.count == measured.testRows)
    #expect(rejected == measured.rejectedTestRows)
    // The file rounds to four places.
    #expect(abs(Double(correct) / Double(rows.count - rejected) - measured.testAccuracy) <= 0.00005)
  }

  @Test(arguments: Examples.sets)
  func versionsTellTheirStories(set: String) throws {
    let measured = try Dictionary(
      uniqueKeysWithValues: Examples.versions.map { ($0, try Examples.artifact(set, $0).measurements) })
    let better = try #require(measured["better"])
    let good = try #require(measured["good"])
    let wrong = try #require(measured["wrong-scaling"])
    let failing = try #require(measured["failing"])
    #expect(better.testAccuracy >= good.testAccuracy + 0.04)
    #expect(wrong.testAccuracy <= better.testAccuracy - 0.2)
    #expect((0.1...0.2).contains(Double(failing.rejectedTestRows) / Double(failing.testRows)))
    let lookup = try #require(try Examples.artifact(set, "slow").simulatedFeatureLookup)
    #expect(lookup.duration(random: 0) == .milliseconds(35))
    #expect(lookup.duration(random: 0.5) == .milliseconds(40))
  }

  @Test func aRowOfAnotherLengthIsAnError() throws {
    let predictor = try Predictor(Examples.artifact("wine", "good"))
    #expect(throws: PredictionError.self) { try predictor.predict([1, 2]) }
  }

  @Test func softmaxDoesNotOverflow() {
    #expect(LinearClassifier.softmax([1000, 0]) == [1, 0])
    #expect(LinearClassifier.softmax([-1e308, -1e308]) == [0.5, 0.5])
  }

  @Test func aDifferentAnswerFailsTheCheck() throws {
    let predictor = try Predictor(Examples.artifact("wine", "wrong-scaling"))
    let checks = try Examples.artifact("wine", "better").checks
    let expected = ModelServerError(code: .checkFailed, message: "", subject: "")
    #expect(throws: expected) { try predictor.verify(checks) }
  }
}
