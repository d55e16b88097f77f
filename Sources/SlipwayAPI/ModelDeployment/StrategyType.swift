/// How a new revision takes over.
public enum StrategyType: String, Sendable, Hashable, CaseIterable {
  /// Step by step, judged at each step.
  case canary = "Canary"
}

extension StrategyType: FieldChoice {}
