/// Figures as the status shows them: bounded in length, with their unit.
enum FigureText {
  static func percent(_ fraction: Double) -> String { decimal(fraction * 100, places: 2) + "%" }
  static func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000, places: 1) + "ms" }
  static func factor(_ factor: Double) -> String { "x" + decimal(factor, places: 2) }

  /// A difference in percentage points, with its sign.
  static func points(_ difference: Double) -> String {
    (difference >= 0 ? "+" : "") + decimal(difference * 100, places: 2) + " points"
  }

  private static func decimal(_ number: Double, places: Int) -> String {
    guard number.isFinite, abs(number) < 1e9 else { return number.isNaN ? "n/a" : number < 0 ? "-inf" : "inf" }
    let scale = places == 1 ? 10.0 : 100.0
    let scaled = Int64((number * scale).rounded())
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
