import KubeClient
import KubeCore
import KubeSimulator

/// A recorded answer, to be compared with one of the simulator.
struct RecordedAnswer {
  private let response: JSONValue

  init(_ response: JSONValue) { self.response = response }

  func compare(_ answer: SimulatorAnswer, _ bytes: [UInt8], _ matcher: inout RecordingMatcher) {
    let text = String(decoding: bytes, as: UTF8.self)
    if response["status"]?.integer != Int64(answer.status) {
      let recorded = response["body"]?["message"] ?? ""
      return matcher.mismatches.append(
        "status \(answer.status), recorded \(response["status"] ?? .null) \(recorded): \(text.prefix(300))")
    }
    compareHeaders(answer, &matcher)
    guard let body = response["body"], body["omitted"] == nil else { return }
    if let recorded = body.string {
      if recorded != text { matcher.mismatches.append("body \(text.prefix(300)), recorded \(recorded)") }
      return
    }
    var expected = body
    var actual = (try? JSONParser.parse(bytes)) ?? .null
    if (body["details"]?["causes"]?.elements.count ?? 0) > 1 {
      // The server lists several causes in no fixed order; the causes themselves are compared.
      expected["message"] = nil
      actual["message"] = nil
    }
    matcher.match(expected, actual, "body")
  }

  private func compareHeaders(_ answer: SimulatorAnswer, _ matcher: inout RecordingMatcher) {
    for (name, value) in response["headers"]?.object ?? [:] {
      // Fields of one name count as one, joined by commas (RFC 9110, section 5.3).
      let fields = answer.headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
      let actual = fields.isEmpty ? nil : fields.joined(separator: ", ")
      if actual != value.string {
        matcher.mismatches.append("header \(name): \(actual ?? "missing"), recorded \(value)")
      }
    }
    for field in answer.headers where ["warning", "retry-after"].contains(field.name.lowercased()) {
      let isRecorded = response["headers"]?.object?.contains { $0.key.lowercased() == field.name.lowercased() } ?? false
      if !isRecorded { matcher.mismatches.append("header \(field.name): \(field.value), not recorded") }
    }
  }
}
