/// Numbers as people read them, the same on every machine and in every locale.
enum NumberText {
  /// A number with a fixed number of decimals.
  static func fixed(_ x: Double, decimals: Int) -> String {
    guard x.isFinite, abs(x) < 1e12 else { return x.isNaN ? "unknown" : (x < 0 ? "-very large" : "very large") }
    var scale = 1
    for _ in 0..<max(decimals, 0) { scale *= 10 }
    let scaled = Int((abs(x) * Double(scale)).rounded())
    let sign = x < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(scaled % scale)
    return "\(sign)\(scaled / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A share as a percentage.
  static func percent(_ x: Double) -> String { fixed(x * 100, decimals: 2) + "%" }

  /// A latency in milliseconds, or in seconds from one second on.
  static func latency(_ seconds: Double) -> String {
    abs(seconds) < 1 ? fixed(seconds * 1000, decimals: 1) + "ms" : fixed(seconds, decimals: 2) + "s"
  }

  /// A whole number.
  static func count(_ x: Double) -> String { fixed(x, decimals: 0) }

  /// An e-value: two decimals when small, whole when large, never longer than a million.
  static func evidence(_ x: Double) -> String {
    if x >= 1_000_000 { return "over 1000000" }
    return x < 10 ? fixed(x, decimals: 2) : fixed(x, decimals: 0)
  }
}
