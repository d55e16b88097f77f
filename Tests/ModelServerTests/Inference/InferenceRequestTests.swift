import FoundationEssentials
import Hummingbird
import Testing

@testable import ModelServer

@Suite struct InferenceRequestTests {
  private func rows(_ json: String) throws -> [[Double]] {
    try JSONDecoder().decode(InferenceRequest.self, from: Data(json.utf8)).rows(featureCount: 2)
  }

  private static func body(
    shape: String = "[1,2]", datatype: String = "FP64", data: String = "[1,2]"
  ) -> String {
    #"{"inputs":[{"name":"x","shape":\#(shape),"datatype":"\#(datatype)","data":\#(data)}]}"#
  }

  @Test(arguments: [
    (body(), [[1.0, 2]]),
    (body(data: "[[1,2]]"), [[1, 2]]),
    (body(datatype: "FP32", data: "[1e2,-0.5]"), [[100, -0.5]]),
    (body(shape: "[2,2]", data: "[1,2,3,4]"), [[1, 2], [3, 4]]),
    (body(shape: "[2,2]", data: "[[1,2],[3,4]]"), [[1, 2], [3, 4]]),
  ])
  func tensorsAreReadFlatAndNested(json: String, expected: [[Double]]) throws {
    #expect(try rows(json) == expected)
  }

  @Test(arguments: [
    (body(datatype: "BYTES"), "inputs[0].datatype"),
    (body(shape: "[2]"), "inputs[0].shape"),
    (body(shape: "[1,3]"), "inputs[0].shape"),
    (body(shape: "[1,2,1]"), "inputs[0].shape"),
    (body(shape: "[0,2]", data: "[]"), "inputs[0].shape[0]"),
    (body(shape: "[-1,2]"), "inputs[0].shape[0]"),
    (body(shape: "[4503599627370496,2]"), "inputs[0].shape[0]"),
    (body(data: "[1]"), "inputs[0].data"),
    (body(data: "[[1,2],[3,4]]"), "inputs[0].data"),
    (#"{"inputs":[]}"#, "inputs"),
  ])
  func whatDoesNotFitTheModelIsNamed(json: String, field: String) throws {
    let problem = #expect(throws: RequestProblem.self) { try rows(json) }
    #expect(problem?.status == .badRequest)
    #expect(problem?.message.hasPrefix(field + " ") == true, "\(problem as Any)")
  }

  @Test(arguments: [
    (body(data: #"[1,"x"]"#), "inputs[0].data[1]"),
    (body(data: #"[[1,"x"]]"#), "inputs[0].data[0][1]"),
    (body(data: "[1,null]"), "inputs[0].data[1]"),
    (body(data: "[1,[2]]"), "inputs[0].data[1]"),
    (body(data: "3"), "inputs[0].data"),
    (body(shape: "[1.5,2]"), "inputs[0].shape[0]"),
    (body(shape: "[1,1e300]"), "inputs[0].shape[1]"),
    (body(shape: #""2""#), "inputs[0].shape"),
    (#"{"id":7,"inputs":[]}"#, "id"),
    ("{}", "inputs"),
    ("[]", "the document"),
    ("{", "the document"),
    ("", "the document"),
  ])
  func whatDoesNotDecodeIsNamed(json: String, field: String) throws {
    let error = try #require(throws: DecodingError.self) { try rows(json) }
    #expect(DecodingProblem(error).message.hasPrefix(field + " "), "\(DecodingProblem(error).message)")
  }

  @Test func outputsAreChosenByName() throws {
    func wanted(_ outputs: String) throws -> [OutputName] {
      let json = #"{"inputs":[],"outputs":\#(outputs)}"#
      return try JSONDecoder().decode(InferenceRequest.self, from: Data(json.utf8)).wantedOutputs()
    }
    #expect(try wanted("null") == [.label, .probability])
    #expect(try wanted(#"[{"name":"probability"},{"name":"probability"}]"#) == [.probability])
    let problem = #expect(throws: RequestProblem.self) { try wanted(#"[{"name":"logits"}]"#) }
    #expect(problem?.message.hasPrefix("outputs[0].name ") == true)
  }
}
