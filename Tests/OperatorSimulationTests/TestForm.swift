import FoundationEssentials

/// How much the tests of this room try.
enum TestForm {
  /// Whether campaigns and all mutants are run, which takes many minutes without optimization.
  static let isLong = ProcessInfo.processInfo.environment["SLIPWAY_CAMPAIGN"] != nil
}
