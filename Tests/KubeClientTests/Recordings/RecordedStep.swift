import Foundation
import KubeClient
import KubeCore

/// One request to a real API server with its answer, or a watch with all that it told.
struct RecordedStep: Sendable, CustomStringConvertible {
  var scenario: String
  var position: String
  var note: String
  /// What was sent; a watch has `watch=true` and its duration in its query.
  var request: JSONValue
  var response: JSONValue
  var isWatch: Bool

  var description: String { "\(scenario) \(position): \(note)" }

  static let scenarios = [
    "access", "apply", "crd", "crud", "discovery", "events", "expired", "leases", "lists", "others", "patch", "routers",
    "watches", "workloads",
  ]

  /// All steps of a scenario, those among them that were made while a watch ran.
  ///
  /// The recordings are those that the simulator is checked against.
  static func load(_ scenario: String) throws -> [RecordedStep] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appending(path: "KubeSimulatorTests/Recordings/\(scenario).json")
    // Decoding needs real times; their values do not matter here.
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      .replacing("<time>", with: "2030-01-01T00:00:00Z")
    let steps = try JSONParser.parse(text)["steps"]?.elements ?? []
    return steps.enumerated().flatMap { Self.steps(scenario, "\($0.offset)", $0.element) }
  }

  private static func steps(_ scenario: String, _ position: String, _ value: JSONValue) -> [RecordedStep] {
    let during = (value["during"]?.elements ?? []).enumerated().flatMap {
      steps(scenario, "\(position).\($0.offset)", $0.element)
    }
    var request = value["request"] ?? [:]
    if let watch = value["watch"] {
      let path = watch["path"]?.string ?? ""
      let seconds = watch["timeoutSeconds"]?.integer ?? 1
      request["method"] = "GET"
      request["path"] = .string(path + (path.contains("?") ? "&" : "?") + "watch=true&timeoutSeconds=\(seconds)")
    }
    let step = RecordedStep(
      scenario: scenario, position: position, note: value["note"]?.string ?? "", request: request,
      response: value["response"] ?? [:], isWatch: value["watch"] != nil)
    return [step] + during
  }
}

extension RecordedStep {
  var method: KubeRequest.Method { KubeRequest.Method(rawValue: request["method"]?.string ?? "") ?? .get }

  var path: String { target.first ?? "" }

  private var target: [String] {
    (request["path"]?.string ?? "").split(separator: "?", maxSplits: 1).map(String.init)
  }

  /// The query's fields, decoded.
  var query: [String: String] {
    let fields = (target.count > 1 ? target[1] : "").split(separator: "&").map { field in
      let parts = field.split(separator: "=", maxSplits: 1).map { PercentEncoding.decode($0, plusIsSpace: true) ?? "" }
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
    return Dictionary(fields) { first, _ in first }
  }

  func header(_ name: String) -> String? { request["headers"]?[name]?.string }

  var body: [UInt8]? {
    request["raw"]?.string.map { Array($0.utf8) } ?? request["body"].map { JSONWriter.write($0) }
  }

  var status: Int { Int(response["status"]?.integer ?? 0) }

  /// The answer as it came over the wire.
  var answer: KubeResponse {
    let headers = (response["headers"]?.object ?? [:]).map { KubeRequest.Field($0.key, $0.value.string ?? "") }
    return KubeResponse(status: status, headers: headers, body: KubeBody(answerBytes))
  }

  private var answerBytes: [UInt8] {
    if let events = response["events"]?.elements {
      return events.flatMap { JSONWriter.write($0) + [0x0A] }
    }
    guard let body = response["body"] else { return [] }
    // Of the version, which differs from server to server, nothing was kept.
    if body["omitted"] != nil { return Array(#"{"gitVersion":"v1.36.2"}"#.utf8) }
    return body.string.map { Array($0.utf8) } ?? JSONWriter.write(body)
  }
}
