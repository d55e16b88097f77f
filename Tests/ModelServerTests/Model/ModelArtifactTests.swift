import FoundationEssentials
import Testing

@testable import ModelServer

@Suite struct ModelArtifactTests {
  private static let linear = #""model":{"type":"linear","coefficients":[[0,0],[1,-1]],"intercepts":[0,0.5]}"#

  private func artifact(_ changes: [String: String] = [:]) throws -> ModelArtifact {
    var members = [
      "schema": #""schema":"slipway.dev/model/v1""#,
      "names": #""name":"m","version":"1","description":"d""#,
      "framework": #""framework":{"name":"f","version":"1","estimator":"e"}"#,
      "features": #""features":["a","b"]"#,
      "classes": #""classes":["no","yes"]"#,
      "preprocessing": #""preprocessing":{"columns":[0,1],"mean":[0,0],"scale":[1,2]}"#,
      "model": Self.linear,
      "measurements": #""measurements":{"trainAccuracy":1,"testAccuracy":1,"testRows":1,"rejectedTestRows":0}"#,
      "checks": #""checks":[]"#,
    ]
    members.merge(changes) { $1 }
    let json = "{" + members.values.filter { !$0.isEmpty }.joined(separator: ",") + "}"
    return try ModelArtifact(json: Data(json.utf8))
  }

  @Test func theSmallestArtifactPredicts() throws {
    let prediction = try Predictor(artifact()).predict([1, 1])
    #expect(prediction.label == .text("yes"))
    // softmax of 0 and 1 - 1/2 + 1/2
    #expect(abs(prediction.probability - 0.7310585786300049) < 1e-15)
  }

  @Test func classesMayBeNumbers() throws {
    let artifact = try artifact(["classes": #""classes":[0,1]"#])
    #expect(artifact.classes == [.number(0), .number(1)])
    #expect(try LoadedModel(artifact).labelType == "INT64")
  }

  @Test(arguments: [
    ("schema", #""schema":"other/v9""#, "schema"),
    ("model", #""model":{"type":"oracle"}"#, "model.type"),
    ("model", #""model":{"type":"linear","coefficients":[["x"]],"intercepts":[]}"#, "coefficients[0][0]"),
    ("checks", "", "checks is missing"),
  ])
  func whatDoesNotDecodeIsNamed(member: String, json: String, message: String) throws {
    let error = #expect(throws: ModelServerError.self) { try artifact([member: json]) }
    #expect(error?.code == .invalidModel)
    #expect(error?.message.contains(message) == true, "\(error as Any)")
  }

  @Test(arguments: [
    ("features", #""features":[]"#, "m"),
    ("classes", #""classes":["one"]"#, "m"),
    ("preprocessing", #""preprocessing":{"columns":[0],"mean":[0,0],"scale":[1,2]}"#, "preprocessing"),
    ("preprocessing", #""preprocessing":{"columns":[0,2],"mean":[0,0],"scale":[1,2]}"#, "preprocessing.columns"),
    ("preprocessing", #""preprocessing":{"columns":[0,-1],"mean":[0,0],"scale":[1,2]}"#, "preprocessing.columns"),
    ("preprocessing", #""preprocessing":{"columns":[0,1],"mean":[0,0],"scale":[1,0]}"#, "preprocessing.scale"),
    ("model", #""model":{"type":"linear","coefficients":[[1,2]],"intercepts":[0]}"#, "model.coefficients"),
    ("model", #""model":{"type":"linear","coefficients":[[1],[2]],"intercepts":[0,0]}"#, "model.coefficients"),
    ("model", #""model":{"type":"forest","trees":[]}"#, "model.trees"),
    ("model", Self.tree(feature: "[0,-1,-1]", left: "[0,-1,-1]"), "model.trees[0]"),
    ("model", Self.tree(feature: "[0,-1,-1]", left: "[9,-1,-1]"), "model.trees[0]"),
    ("model", Self.tree(feature: "[2,-1,-1]", left: "[1,-1,-1]"), "model.trees[0]"),
    ("model", Self.tree(feature: "[-1,-1,-1]", left: "[1,-1,-1]"), "model.trees[0]"),
    ("validator", #""inputValidator":{"columns":[5],"minimum":[0],"maximum":[1],"sampleRows":1}"#, "inputValidator"),
    ("validator", #""inputValidator":{"columns":[0],"minimum":[2],"maximum":[1],"sampleRows":1}"#, "inputValidator"),
  ])
  func contradictionsAreFoundBeforeAnyRow(member: String, json: String, subject: String) throws {
    let artifact = try artifact([member: json])
    let error = #expect(throws: ModelServerError.self) { try Predictor(artifact) }
    #expect(error?.code == .invalidModel)
    #expect(error?.subject == subject)
  }

  @Test func aSoundTreePredicts() throws {
    let artifact = try artifact(["model": Self.tree(feature: "[0,-1,-1]", left: "[1,-1,-1]")])
    let predictor = try Predictor(artifact)
    #expect(try predictor.predict([0, 0]).label == .text("no"))
    #expect(try predictor.predict([1, 0]).label == .text("yes"))
  }

  @Test func aFileThatIsNotThereIsUnreadable() {
    let expected = ModelServerError(code: .unreadableModel, message: "", subject: "")
    #expect(throws: expected) { try ModelArtifact(contentsOfFile: "/nowhere/model.json") }
  }

  private static func tree(feature: String, left: String) -> String {
    #""model":{"type":"forest","trees":[{"feature":\#(feature),"threshold":[0.5,0,0],"left":\#(left),"#
      + #""right":[2,-1,-1],"value":[[],[1,0],[0,1]]}]}"#
  }
}
