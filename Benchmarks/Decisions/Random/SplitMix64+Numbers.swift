import KubeCore

extension SplitMix64 {
  /// A generator of its own for each combination of numbers.
  init(_ first: UInt64, _ second: UInt64, _ third: UInt64) { self.init(seed: Self.mixed(first, second, third)) }

  /// A number above 0 and below 1.
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  mutating func normal() -> Double {
    // The polar method; the second of the pair is thrown away to keep the state small.
    while true {
      let (x, y) = (2 * uniform() - 1, 2 * uniform() - 1)
      let square = x * x + y * y
      if square < 1, square > 0 { return x * (-2 * log(square) / square).squareRoot() }
    }
  }

  /// One number made of several.
  static func mixed(_ parts: UInt64...) -> UInt64 {
    var mixed: UInt64 = 0x243F_6A88_85A3_08D3
    for part in parts {
      var step = SplitMix64(seed: mixed ^ part)
      mixed = step.next()
    }
    return mixed
  }
}
