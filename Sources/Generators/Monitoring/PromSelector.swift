import SlipwayAPI

/// A series of Prometheus with what its labels must be, as PromQL writes it.
struct PromSelector {
  let name: String
  private let matchers: [String]

  /// - Parameter labels: labels with one value each, such as the namespace.
  init(_ selector: MetricSelector, suffix: String = "", labels: [(name: String, value: String)]) {
    name = selector.name + suffix
    let own = selector.rules.sorted { $0.key < $1.key }.map { Self.matcher($0.key, $0.value) }
    matchers = labels.map { "\($0.name)=\(Self.quoted($0.value))" } + own
  }

  var text: String { "\(name){\(matchers.joined(separator: ","))}" }

  private static func matcher(_ label: String, _ rule: MetricSelector.Rule) -> String {
    switch rule {
    case .among(let values) where values.count == 1: "\(label)=\(quoted(values.first ?? ""))"
    case .among(let values): "\(label)=~\(quoted(alternatives(values.sorted())))"
    case .notAmong(let values) where values.count == 1: "\(label)!=\(quoted(values.first ?? ""))"
    case .notAmong(let values): "\(label)!~\(quoted(alternatives(values.sorted())))"
    case .begins(let prefix): "\(label)=~\(quoted(escaped(prefix) + ".*"))"
    case .holds(let texts): "\(label)=~\(quoted(".*(\(alternatives(texts))).*"))"
    case .lacks(let texts): "\(label)!~\(quoted(".*(\(alternatives(texts))).*"))"
    }
  }

  private static func alternatives(_ texts: [String]) -> String { texts.map(escaped).joined(separator: "|") }

  /// Text without a meaning in RE2.
  private static func escaped(_ text: String) -> String {
    text.map { #".+*?()|[]{}^$\"#.contains($0) ? "\\\($0)" : "\($0)" }.joined()
  }

  /// A string of PromQL, which has the escapes of Go.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
