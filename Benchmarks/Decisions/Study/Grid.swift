/// The cells of the study, and others of the same kind.
enum Grid {
  private static let effects: [Scenario.Effect] = [.times(1), .times(1.2), .times(2), .times(5), .points(0.2)]

  /// The cells of the recorded results, in their order.
  static let standard: [Scenario] =
    main(bases: [0.001, 0.01, 0.05], rates: [1, 20, 500], effects: effects, noise: Scenario.Noise())
    + incidents(bases: [0.001, 0.01, 0.05], rates: [20, 500]) + lateOnsets(bases: [0.01, 0.05], rates: [20, 500])
    + edges(bases: [0.001, 0.01, 0.05], rates: [20, 500])

  /// Traffic, effects and noise that nothing was developed on.
  static let other: [Scenario] =
    main(
      bases: [0.003, 0.02], rates: [5, 60, 200], effects: [.times(1), .times(3), .points(0.2)],
      noise: Scenario.Noise(pod: 0.3, podMemory: 0.97))
    + incidents(bases: [0.003, 0.02], rates: [60, 200]) + lateOnsets(bases: [0.02], rates: [60, 200])
    + edges(bases: [0.003, 0.02], rates: [60, 200])

  private static func main(
    bases: [Double], rates: [Double], effects: [Scenario.Effect], noise: Scenario.Noise
  ) -> [Scenario] {
    var all: [Scenario] = []
    for noise in [Scenario.Noise?.none, noise] {
      for (base, rps) in cells(bases, rates) {
        all += effects.map { Scenario(base: base, effect: $0, rps: rps, noise: noise) }
      }
    }
    return all
  }

  private static func incidents(bases: [Double], rates: [Double]) -> [Scenario] {
    var all: [Scenario] = []
    for noise in [Scenario.Noise?.none, Scenario.Noise()] {
      for (base, rps) in cells(bases, rates) {
        let incident = Scenario.Incident(added: 0.1)
        all.append(Scenario(name: "incident", base: base, rps: rps, noise: noise, incident: incident))
      }
    }
    for (base, rps) in cells(bases, rates) {
      for (added, skew) in [(0.1, 0.5), (0.02, 1.0), (0.1, 1.0), (0.5, 1.0)] {
        let name = "incident_skew\(skew == 1 ? "1" : "0.5")_\(Int(added * 100))pp"
        let incident = Scenario.Incident(added: added, from: 203, to: 800, skew: skew)
        all.append(Scenario(name: name, base: base, rps: rps, incident: incident))
      }
    }
    return all
  }

  private static func lateOnsets(bases: [Double], rates: [Double]) -> [Scenario] {
    cells(bases, rates).map { Scenario(name: "late_onset", base: $0, effect: .times(5), rps: $1, onset: 0.25) }
  }

  private static func edges(bases: [Double], rates: [Double]) -> [Scenario] {
    cells(bases, rates).map { Scenario(name: "edge_1.1", base: $0, effect: .times(1.1), rps: $1) }
  }

  private static func cells(_ bases: [Double], _ rates: [Double]) -> [(Double, Double)] {
    var all: [(Double, Double)] = []
    for base in bases { all += rates.map { (base, $0) } }
    return all
  }
}
