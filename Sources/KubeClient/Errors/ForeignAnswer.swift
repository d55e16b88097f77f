/// An answer that is not in the API's own form: from a proxy, a load balancer, or a server that is no API server.
struct ForeignAnswer: Sendable, CustomStringConvertible {
  var httpStatus: Int
  /// What the body says to a reader: without markup, in one line, cut short.
  var text: String
  private var isMarkup: Bool

  init(httpStatus: Int, body: [UInt8]) {
    self.httpStatus = httpStatus
    let start = String(decoding: body.prefix(4096), as: UTF8.self)
    isMarkup = start.drop { $0.isWhitespace }.first == "<"
    text = Self.excerpt(isMarkup ? Self.withoutMarkup(start) : start)
  }

  var description: String {
    let quote = text.isEmpty ? "" : ": \(text)"
    return isMarkup
      ? "HTTP status \(httpStatus) with a web page, which no API server sends but a proxy in front of it does\(quote)"
      : "HTTP status \(httpStatus)\(quote)"
  }

  /// The text between the tags; what stands in scripts and style sheets is left out.
  private static func withoutMarkup(_ page: String) -> String {
    var text = ""
    var rest = page[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open] + " "
      rest = rest[open...]
      if let hidden = ["script", "style"].first(where: { rest.dropFirst().lowercased().hasPrefix($0) }) {
        rest = rest.firstRange(of: "</\(hidden)").map { rest[$0.upperBound...] } ?? ""
      }
      guard let close = rest.firstIndex(of: ">") else { return text }
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private static func excerpt(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 200 ? line.prefix(200) + "..." : line
  }
}
