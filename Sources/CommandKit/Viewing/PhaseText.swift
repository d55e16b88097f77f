public import SlipwayAPI

/// Phases in the colour of their urgency.
public enum PhaseText {
  public static func colored(_ phase: Phase, _ style: TextStyle) -> String {
    switch phase {
    case .healthy: style.green(phase.rawValue)
    case .rollingBack, .rolledBack, .invalid: style.red(phase.rawValue)
    default: style.yellow(phase.rawValue)
    }
  }
}
