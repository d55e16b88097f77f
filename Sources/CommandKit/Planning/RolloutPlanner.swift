public import KubeCore
import SlipwayAPI

/// Says what a rollout will take. Needs no cluster.
public struct RolloutPlanner: Sendable {
  public let output: CommandOutput
  public var printsJSON = false

  public init(_ output: CommandOutput) { self.output = output }

  /// Prints the steps with their expected times.
  ///
  /// - Parameter document: a ModelDeployment.
  /// - Throws: `.usage` for one that breaks a rule.
  public func plan(_ document: JSONValue, traffic: TrafficFigures) throws(CommandError) {
    let outlook = RolloutOutlook(try Self.model(document), traffic: traffic)
    if printsJSON {
      output.write(String(decoding: JSONWriter.write(outlook.json, style: .pretty), as: UTF8.self) + "\n")
    } else {
      output.write(lines: OutlookText(outlook: outlook).lines(output.style))
    }
  }

  static func model(_ document: JSONValue) throws(CommandError) -> ModelDeployment {
    switch ModelDeployment.validated(document) {
    case .success(let model): return model
    case .failure(let invalid):
      throw CommandError(.usage, invalid.issues.map(\.description).joined(separator: "\n"))
    }
  }
}
