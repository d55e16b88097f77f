public import KubeCore
import SlipwayAPI

/// Says what a rollout will take. Needs no cluster.
public struct RolloutPlanner: Sendable {
  public let output: CommandOutput
  /// How results are printed; for people when `nil`.
  public var format: DataFormat?

  public init(_ output: CommandOutput) { self.output = output }

  /// Prints the steps with their expected times.
  ///
  /// - Parameter document: a ModelDeployment.
  /// - Throws: `.usage` for one that breaks a rule.
  public func plan(_ document: JSONValue, traffic: TrafficFigures) throws(CommandError) {
    let outlook = RolloutOutlook(try Self.model(document), traffic: traffic)
    if let format {
      output.write(outlook.json, as: format)
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
