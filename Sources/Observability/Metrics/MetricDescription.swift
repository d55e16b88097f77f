/// The declaration of a metric family: what its `# HELP` and `# TYPE` lines say, and the names of its labels.
struct MetricDescription: Sendable, Equatable {
  enum Kind: String, Sendable {
    case counter, gauge, histogram
  }

  let name: String
  let help: String
  let kind: Kind
  let labels: [String]

  /// - Throws: ``ObservabilityError`` when a name breaks the rules of the Prometheus data model.
  init(name: String, help: String, kind: Kind, labels: [String]) throws(ObservabilityError) {
    guard Self.isName(name, allowingColons: true) else {
      throw ObservabilityError(code: .invalidName, message: "not a metric name", subject: name)
    }
    for (index, label) in labels.enumerated() {
      guard Self.isName(label, allowingColons: false), !label.hasPrefix("__"), label != "le" else {
        throw ObservabilityError(code: .invalidLabel, message: "not a label name of \(name)", subject: label)
      }
      guard !labels[..<index].contains(label) else {
        throw ObservabilityError(code: .invalidLabel, message: "occurs twice in \(name)", subject: label)
      }
    }
    self.name = name
    self.help = help
    self.kind = kind
    self.labels = labels
  }

  /// For names that the module itself writes.
  init(checkedName name: String, help: String, kind: Kind, labels: [String]) {
    self.name = name
    self.help = help
    self.kind = kind
    self.labels = labels
  }

  private static func isName(_ text: String, allowingColons: Bool) -> Bool {
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy { byte in
      isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || (allowingColons && byte == UInt8(ascii: ":"))
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
