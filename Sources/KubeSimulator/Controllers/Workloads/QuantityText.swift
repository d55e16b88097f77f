/// The number that a Kubernetes quantity such as `500m` or `1Gi` stands for.
enum QuantityText {
  private static let suffixes: [String: Double] = [
    "n": 1e-9, "u": 1e-6, "m": 1e-3, "": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
    "Ki": 1024, "Mi": 1_048_576, "Gi": 1_073_741_824, "Ti": 1_099_511_627_776, "Pi": 1_125_899_906_842_624,
    "Ei": 1_152_921_504_606_846_976,
  ]

  /// - Returns: `nil` for text that is not a quantity.
  static func value(_ text: String) -> Double? {
    if let number = Double(text), number.isFinite { return number }
    let suffix = String(text.reversed().prefix { $0.isLetter }.reversed())
    guard let factor = suffixes[suffix], let number = Double(text.dropLast(suffix.count)), number.isFinite else {
      return nil
    }
    return number * factor
  }
}
