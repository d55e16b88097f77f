import KubeCore

/// Where in an object a decoder stands, and the issues that it has found so far.
struct FieldReader {
  /// The longest value that an issue quotes.
  private static let quoteLimit = 80

  private(set) var path: String
  private(set) var issues: [FieldIssue] = []

  init(path: String = "") { self.path = path }

  /// Runs `body` one member deeper.
  mutating func descend<Result>(to member: String, _ body: (inout FieldReader) -> Result) -> Result {
    descend(by: path.isEmpty ? member : ".\(member)", body)
  }

  /// Runs `body` one element deeper.
  mutating func descend<Result>(to position: Int, _ body: (inout FieldReader) -> Result) -> Result {
    descend(by: "[\(position)]", body)
  }

  private mutating func descend<Result>(by suffix: String, _ body: (inout FieldReader) -> Result) -> Result {
    let outer = path
    path += suffix
    defer { path = outer }
    return body(&self)
  }

  /// Records that the value at the current path is not allowed.
  mutating func reject(_ value: JSONValue?, _ message: String) {
    issues.append(FieldIssue(path: path, value: value.map(Self.quote) ?? "", message: message))
  }

  static func quote(_ value: JSONValue) -> String {
    let text = value.description
    return text.count <= quoteLimit ? text : text.prefix(quoteLimit - 3) + "..."
  }
}
