public import SlipwayAPI

/// Verdicts in words for people.
public enum VerdictText {
  public static func colored(_ verdict: VerdictKind, _ style: TextStyle) -> String {
    switch verdict {
    case .advance: style.green("good enough")
    case .rollBack: style.red("too bad")
    case .retreat: style.red("suspicious")
    case .collecting: style.yellow("not proven yet")
    case .inconclusive: style.yellow("inconclusive")
    case .noData: style.dim("no data yet")
    }
  }
}
