/// One goal of the study with what was found.
struct GoalLine {
  var number: Int
  var isMet: Bool
  var figures: String

  var text: String { "goal \(number) \(isMet ? "met" : "missed"): \(figures)" }

  static func percent(_ x: Double) -> String { ResultTable.number((x * 10_000).rounded() / 100) + " %" }
  static func factor(_ x: Double) -> String { ResultTable.number((x * 100).rounded() / 100) + "x" }
}

func mean(_ values: [Double]) -> Double { values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count) }

func geometricMean(_ values: [Double]) -> Double { exp(mean(values.map(log))) }

func worst(_ values: [Double]) -> Double { values.max() ?? .nan }
