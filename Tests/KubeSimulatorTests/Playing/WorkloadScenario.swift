import Foundation
import KubeCore

/// What was done to a real cluster step by step, and in which state it came to rest.
struct WorkloadScenario {
  var steps: [JSONValue]

  static func load(_ name: String) throws -> WorkloadScenario {
    let url = Bundle.module.resourceURL?.appending(path: "Scenarios/\(name).json")
    guard let url else { throw CocoaError(.fileNoSuchFile) }
    let value = try JSONParser.parse(Array(try Data(contentsOf: url)))
    return WorkloadScenario(steps: value["steps"]?.elements ?? [])
  }
}
