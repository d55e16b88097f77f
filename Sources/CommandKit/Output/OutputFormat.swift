/// What `-o` asks for where objects are shown.
public enum OutputFormat: Sendable, Hashable {
  /// Columns for people; what fits into 80 of them.
  case table
  /// All columns.
  case wide
  /// `modeldeployment.slipway.dev/NAME`.
  case name
  case data(DataFormat)

  /// Reads the value of the option.
  ///
  /// - Throws: `.usage`, with what is allowed.
  public init(_ text: String) throws(CommandError) {
    switch text {
    case "wide": self = .wide
    case "name": self = .name
    default:
      guard let data = try DataFormat.read(text) else {
        throw CommandError(.usage, "-o `\(text)`: must be wide, json, yaml, name or jsonpath=TEMPLATE")
      }
      self = .data(data)
    }
  }
}
