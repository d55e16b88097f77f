import SlipwayAPI

/// Where judges are kept.
protocol JudgeKeeper: Sendable {
  /// The record of a deployment's judge; `nil` when there is none.
  ///
  /// - Throws: when it cannot be told whether there is one.
  func load(for model: ModelDeployment) async throws(OperatorError) -> JudgeRecord?

  /// Keeps a record in the place of the one before.
  ///
  /// - Parameter isFirst: whether none of this trial has been kept yet, so that somebody else's could be in the place.
  /// - Returns: whether it is kept.
  func keep(_ record: JudgeRecord, for model: ModelDeployment, isFirst: Bool) async -> Bool
}
