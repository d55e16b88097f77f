/// The version of Slipway.
public enum SlipwayVersion {
  /// As the chart's `appVersion` has it.
  public static let current = "0.1.0"
}
