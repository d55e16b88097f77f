import HTTPTypes
import KubeCore

/// What a request must have for a rule of an HTTPRoute.
struct RouteMatch: Sendable {
  /// How a value is compared.
  enum Comparison: Sendable {
    case exact(String)
    /// The whole value must match; an expression that cannot be read matches nothing.
    case expression(String)

    init(_ entry: JSONValue) {
      let value = entry["value"]?.string ?? ""
      self = entry["type"]?.string == "RegularExpression" ? .expression(value) : .exact(value)
    }

    func admits(_ value: String) -> Bool {
      switch self {
      case .exact(let text): value == text
      case .expression(let text): (try? Regex(text)).map { value.wholeMatch(of: $0) != nil } ?? false
      }
    }
  }

  private enum Path: Sendable { case exact(String), prefix(String), expression(String) }

  private let path: Path
  private let method: String?
  private let headers: [(name: String, comparison: Comparison)]
  private let parameters: [(name: String, comparison: Comparison)]

  init(_ match: JSONValue) {
    let value = match[["path", "value"]]?.string ?? "/"
    switch match[["path", "type"]]?.string {
    case "Exact": path = .exact(value)
    case "RegularExpression": path = .expression(value)
    default: path = .prefix(value)
    }
    method = match["method"]?.string
    headers = (match["headers"]?.elements ?? []).map { ($0["name"]?.string ?? "", Comparison($0)) }
    parameters = (match["queryParams"]?.elements ?? []).map { ($0["name"]?.string ?? "", Comparison($0)) }
  }

  /// What decides between matches, the greatest first: the API's own order of exact paths, longer prefixes, a method, more
  /// headers, more parameters.
  var precedence: [Int] {
    let (isExact, length) =
      switch path {
      case .exact(let text): (1, text.count)
      case .prefix(let text): (0, text.count)
      case .expression: (0, 0)
      }
    return [isExact, length, method == nil ? 0 : 1, headers.count, parameters.count]
  }

  func admits(_ request: HTTPRequest) -> Bool {
    let target = request.path ?? "/"
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard admits(path: String(parts.first ?? "/")), method == nil || method == request.method.rawValue else {
      return false
    }
    return headers.allSatisfy { Self.value(of: $0.name, in: request.headerFields).map($0.comparison.admits) ?? false }
      && parameters.allSatisfy {
        Self.value(of: $0.name, in: parts.count > 1 ? parts[1] : "").map($0.comparison.admits) ?? false
      }
  }

  private func admits(path target: String) -> Bool {
    switch path {
    case .exact(let text): return target == text
    case .expression(let text): return Comparison.expression(text).admits(target)
    case .prefix(let text):
      let prefix = text.hasSuffix("/") ? String(text.dropLast()) : text
      return target == prefix || target.hasPrefix(prefix + "/") || prefix.isEmpty
    }
  }

  private static func value(of name: String, in fields: HTTPFields) -> String? {
    HTTPField.Name(name).flatMap { fields[$0] }
  }

  private static func value(of name: String, in query: Substring) -> String? {
    for pair in query.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = parts.first, PercentEncoding.decode(key, plusIsSpace: true) == name else { continue }
      return parts.count > 1 ? PercentEncoding.decode(parts[1], plusIsSpace: true) : ""
    }
    return nil
  }
}
