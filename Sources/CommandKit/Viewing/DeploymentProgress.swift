import KubeCore
import SlipwayAPI

/// How a ModelDeployment fares, as a script needs to know it.
public enum DeploymentProgress: Sendable, Hashable {
  /// What the spec asks for owns all traffic.
  case healthy
  /// It will not get there without a person.
  case failed
  /// It is on its way, or waits.
  case ongoing

  public init(_ view: DeploymentView) {
    let conditions = view.status.conditions
    if !view.isObserved {
      self = .ongoing
    } else if view.status.phase == .rolledBack || conditions["Stalled"]?.status == .true {
      self = .failed
    } else if view.status.phase == .healthy, conditions["Ready"]?.status == .true {
      self = .healthy
    } else {
      self = .ongoing
    }
  }

  /// What a program exits with: 0, 1, and 3 for what has not ended yet.
  public var exitStatus: Int32 {
    switch self {
    case .healthy: 0
    case .failed: 1
    case .ongoing: 3
    }
  }
}
