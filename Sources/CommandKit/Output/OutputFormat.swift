public import KubeCore

/// What `-o` asks for.
public enum OutputFormat: Sendable, Hashable {
  /// Columns for people; what fits into 80 of them.
  case table
  /// All columns.
  case wide
  case json
  case yaml
  /// `modeldeployment.slipway.dev/NAME`.
  case name
  case jsonPath(JSONPathTemplate)

  /// Reads the value of the option.
  ///
  /// - Throws: `.usage`, with what is allowed.
  public init(_ text: String) throws(CommandError) {
    switch text {
    case "wide": self = .wide
    case "json": self = .json
    case "yaml": self = .yaml
    case "name": self = .name
    case _ where text.hasPrefix("jsonpath="):
      self = .jsonPath(try JSONPathTemplate(option: text))
    default: throw CommandError(.usage, "-o `\(text)`: must be wide, json, yaml, name or jsonpath=TEMPLATE")
    }
  }
}
