/// How a new revision takes over.
public enum StrategyType: String, Sendable, Hashable, CaseIterable {
  /// Step by step, judged at each step.
  case canary = "Canary"
  /// Beside the stable version without traffic, then all at once.
  case blueGreen = "BlueGreen"
  /// With copies of requests, whose answers nobody gets.
  case shadow = "Shadow"
  /// Against other arms, each with clients of its own, until one is shown to be best.
  case abTest = "ABTest"
  /// Replica by replica, as soon as each is ready; nothing is judged.
  case rollingUpdate = "RollingUpdate"
}

extension StrategyType: FieldChoice {}
