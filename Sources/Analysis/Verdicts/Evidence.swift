import Statistics

/// An e-value and the value at which it decides.
public struct Evidence: Sendable, Codable, Equatable {
  /// The natural logarithm of the e-value. 0 is no evidence.
  public var logValue: Double
  /// The natural logarithm of the value that decides.
  public var logThreshold: Double

  /// Makes evidence of logarithms.
  public init(logValue: Double, logThreshold: Double) {
    self.logValue = logValue
    self.logThreshold = logThreshold
  }

  /// The e-value; it stops at the greatest finite number.
  public var value: Double { LogDomain.exp(logValue) }
  /// The value that decides.
  public var threshold: Double { LogDomain.exp(logThreshold) }
  /// Whether it decides.
  public var isSufficient: Bool { logValue >= logThreshold }
}
