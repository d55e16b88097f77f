/// Figures as the status shows them: bounded in length, with their unit.
enum FigureText {
  static func percent(_ fraction: Double) -> String { decimal(fraction * 100, places: 2) + "%" }
  static func milliseconds(_ seconds: Double) -> String { decimal(seconds * 1000, places: 1) + "ms" }
  static func factor(_ factor: Double) -> String { "x" + decimal(factor, places: 2) }

  /// A difference in percentage points, with its sign.
  static func points(_ difference: Double) -> String {
    (difference >= 0 ? "+" : "") + decimal(difference * 100, places: 2) + " points"
  }

  /// A number without a unit, to about four digits that say something.
  static func number(_ number: Double) -> String {
    let size = abs(number)
    return decimal(number, places: size >= 100 || size == 0 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 4 : 6)
  }

  private static func decimal(_ number: Double, places: Int) -> String {
    guard number.isFinite, abs(number) < 1e9 else { return number.isNaN ? "n/a" : number < 0 ? "-inf" : "inf" }
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = Int64((number * scale).rounded())
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
