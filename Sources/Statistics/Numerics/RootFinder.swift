/// Roots of monotone functions of one variable.
enum RootFinder {
  /// The root of an increasing function inside an open interval: Newton's steps, halving whenever one leaves the
  /// bracket.
  static func increasing(
    from low: Double, to high: Double, _ function: (Double) -> (value: Double, change: Double)
  ) -> Double {
    var (low, high) = (low, high)
    var x = low + (high - low) / 2
    for _ in 0..<200 {
      let (value, change) = function(x)
      if value == 0 || value.isNaN { return x }
      if value > 0 { high = x } else { low = x }
      var next = x - value / change
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if abs(next - x) <= 4e-16 * abs(next) { return next }
      x = next
    }
    return x
  }
}
