/// A writer of the Prometheus text exposition format, version 0.0.4.
struct ExpositionText {
  /// The media type to serve the text with.
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  mutating func writeHeader(_ description: MetricDescription) {
    text += "# HELP \(description.name) \(Self.escaped(description.help, quotes: false))\n"
    text += "# TYPE \(description.name) \(description.kind.rawValue)\n"
  }

  mutating func writeSample(_ name: String, labels: [String], values: [String], value: Double) {
    text += name
    if !labels.isEmpty {
      let pairs = zip(labels, values).map { label, value in "\(label)=\"\(Self.escaped(value, quotes: true))\"" }
      text += "{" + pairs.joined(separator: ",") + "}"
    }
    text += " " + Self.number(value) + "\n"
  }

  /// - Parameter counts: not cumulated; one more than there are bounds.
  mutating func writeHistogram(
    _ description: MetricDescription, values: [String], bounds: [Double], counts: [UInt64], sum: Double
  ) {
    var cumulated: UInt64 = 0
    for (bound, count) in zip(bounds.map(Self.number) + ["+Inf"], counts) {
      cumulated += count
      writeSample(
        description.name + "_bucket", labels: description.labels + ["le"], values: values + [bound],
        value: Double(cumulated))
    }
    writeSample(description.name + "_sum", labels: description.labels, values: values, value: sum)
    writeSample(description.name + "_count", labels: description.labels, values: values, value: Double(cumulated))
  }

  /// The shortest text that reads back as the same value, without a fraction where there is none.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    // Below 2^53 each whole number has one Double, so the integer says the same.
    if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int64(value)) }
    return value.description
  }

  /// Backslashes and line feeds are escaped in help texts and label values, quotes in label values alone.
  static func escaped(_ text: String, quotes: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quotes: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
