import Foundation
import KubeCore

/// What a real API server answered, step by step.
struct Recording: Sendable {
  /// One request with its answer, or a watch with what was done while it ran.
  struct Step: Sendable {
    var index: Int
    var value: JSONValue
    var note: String { value["note"]?.string ?? "" }
    var during: [Step] {
      (value["during"]?.elements ?? []).enumerated().map { Step(index: $0.offset, value: $0.element) }
    }
  }

  var scenario: String
  var steps: [Step]

  static func load(_ name: String) throws -> Recording {
    let folder = Bundle.module.resourceURL?.appending(path: "Recordings")
    guard let url = folder?.appending(path: "\(name).json") else { throw CocoaError(.fileNoSuchFile) }
    let document = try JSONParser.parse(Array(try Data(contentsOf: url)))
    let steps = document["steps"]?.elements ?? []
    return Recording(
      scenario: name, steps: steps.enumerated().map { Step(index: $0.offset, value: $0.element) })
  }
}
