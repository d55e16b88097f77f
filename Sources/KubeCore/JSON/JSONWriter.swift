/// Writes a `JSONValue` as UTF-8 JSON.
public enum JSONWriter {
  /// How the text is laid out.
  public enum Style: Sendable {
    /// No white space, members in their own order.
    case compact
    /// No white space, members sorted by the bytes of their keys: equal values give equal bytes. This is what gets hashed
    /// and compared.
    case canonical
    /// Two-space indent, members in their own order.
    case pretty
  }

  /// The JSON text of `value`. A double that JSON cannot express (NaN, infinity) is written as `null`.
  public static func write(_ value: JSONValue, style: Style = .compact) -> [UInt8] {
    var writer = TreeWriter(style: style)
    writer.append(value, depth: 0)
    return writer.output.take()
  }
}
