import KubeCore
import KubeSchema

/// Rules that many fields share.
enum FieldRules {
  static func notNegative(_ object: JSONValue, _ names: [String], _ path: String) -> [FieldError] {
    names.compactMap { name in
      guard let value = object[name], let number = value.integer, number < 0 else { return nil }
      return .invalid("\(path).\(name)", value, "must be greater than or equal to 0")
    }
  }

  /// - Parameters:
  ///   - values: what a field may hold; nothing is checked where it is absent.
  ///   - path: where the object stands; `nil` for a whole one.
  static func oneOf(_ object: JSONValue, _ name: String, _ values: [String], _ path: String?) -> [FieldError] {
    guard let value = object[name], let text = value.string, !values.contains(text) else { return [] }
    let field = path.map { "\($0).\(name)" } ?? name
    return [.notSupported(field, value, supported: values.map { .string($0) })]
  }

  /// Like `oneOf`, for a field that must be given.
  static func given(_ object: JSONValue, _ name: String, _ values: [String], _ path: String) -> [FieldError] {
    let text = text(object, name)
    guard !values.contains(text) else { return [] }
    return [.notSupported("\(path).\(name)", .string(text), supported: values.map { .string($0) })]
  }

  static func isPort(_ value: JSONValue?) -> Bool { (1...65_535).contains(value?.integer ?? 0) }

  static func port(_ value: JSONValue, _ field: String) -> [FieldError] {
    guard let name = value.string else {
      return isPort(value) ? [] : [.invalid(field, value, "must be between 1 and 65535, inclusive")]
    }
    return portName(name).map { .invalid(field, value, $0) }
  }

  /// What is wrong with the name of a port.
  static func portName(_ name: String) -> [String] {
    if name.utf8.count > 15 { return ["must be no more than 15 characters"] }
    var problems: [String] = []
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    if name.isEmpty || !name.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }) {
      problems.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
    }
    if !name.utf8.contains(where: isLetter) {
      problems.append("must contain at least one letter (a-z)")
    }
    if name.contains("--") { problems.append("must not contain consecutive hyphens") }
    if name.hasPrefix("-") || name.hasSuffix("-") { problems.append("must not begin or end with a hyphen") }
    return problems
  }

  /// A count or a percentage.
  static func countOrPercent(_ value: JSONValue?, _ field: String, isAtMostAll: Bool = false) -> [FieldError] {
    guard let value else { return [] }
    if let number = value.integer {
      return number < 0 ? [.invalid(field, value, "must be greater than or equal to 0")] : []
    }
    let text = value.string ?? ""
    guard text.last == "%", let percent = Int(text.dropLast()), percent >= 0 else {
      return [
        .invalid(
          field, value,
          "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used "
            + "for validation is '[0-9]+%')")
      ]
    }
    return isAtMostAll && percent > 100 ? [.invalid(field, value, "must not be greater than 100%")] : []
  }

  static func isZero(_ value: JSONValue?) -> Bool {
    value?.integer == 0 || (value?.string).map { $0 == "0%" } ?? false
  }

  // MARK: - Selectors

  static func selector(_ selector: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    for (key, value) in (selector["matchLabels"]?.stringMap ?? [:]).sorted(by: { $0.key < $1.key }) {
      errors += NameText.problems(ofQualifiedName: key).map { .invalid("\(path).matchLabels", .string(key), $0) }
      errors += NameText.problems(ofLabelValue: value).map { .invalid("\(path).matchLabels", .string(value), $0) }
    }
    for (position, term) in (selector["matchExpressions"]?.elements ?? []).enumerated() {
      errors += self.term(term, "\(path).matchExpressions[\(position)]")
    }
    return errors
  }

  private static func term(_ term: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = []
    let hasValues = term["values"]?.elements.isEmpty == false
    switch term["operator"]?.string ?? "" {
    case "In", "NotIn":
      if !hasValues {
        errors.append(.required("\(path).values", "must be specified when `operator` is 'In' or 'NotIn'"))
      }
    case "Exists", "DoesNotExist":
      if hasValues {
        errors.append(
          .forbidden("\(path).values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
      }
    default: errors.append(.invalid("\(path).operator", term["operator"] ?? "", "not a valid selector operator"))
    }
    errors += qualifiedName(text(term, "key"), "\(path).key")
    return errors + labelValues(term["values"], "\(path).values")
  }

  /// Values of labels in a list.
  static func labelValues(_ list: JSONValue?, _ path: String) -> [FieldError] {
    (list?.elements ?? []).enumerated().flatMap { position, value in
      labelValue(value.string ?? "", "\(path)[\(position)]")
    }
  }

  /// A selector as the server's messages show it.
  static func shown(_ selector: JSONValue) -> JSONValue {
    var shown = ordered(selector, ["matchLabels", "matchExpressions"])
    if let terms = selector["matchExpressions"]?.elements, !terms.isEmpty {
      shown["matchExpressions"] = .array(
        terms.map { term in
          var term = term
          for name in ["key", "operator"] where term[name] == nil { term[name] = "" }
          return ordered(term, ["key", "operator", "values"])
        })
    }
    return shown
  }
}
