/// Assembles a response head from the lines that libcurl hands over one at a time.
///
/// Interim responses (1xx) are skipped, and so are the trailers that may follow a body.
struct ResponseHeadParser: Sendable {
  /// What one line led to.
  enum Outcome: Sendable, Hashable {
    case incomplete
    case head(ResponseHead)
    /// The head cannot be used; the text says why.
    case malformed(String)
  }

  private let limit: Int
  private var size = 0
  private var head: ResponseHead?
  private var isComplete = false

  /// - Parameter limit: the most bytes that head, interim responses and trailers may have together.
  init(limit: Int = .max) { self.limit = limit }

  /// Takes one line, with or without its line break.
  mutating func receive(line: some BidirectionalCollection<UInt8>) -> Outcome {
    size += line.count
    guard size <= limit else { return .malformed("the head of the response is longer than \(limit) bytes") }
    if isComplete { return .incomplete }
    let content = line.trimmingSuffix { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    if content.isEmpty { return finish() }
    guard var current = head else {
      head = Self.parseStatusLine(String(decoding: content, as: UTF8.self))
      return head == nil ? Self.malformed : .incomplete
    }
    // An obsolete folded line continues the value before it (RFC 9112 section 5.2).
    if let first = content.first, first.isBlank, let last = current.headers.fields.indices.last {
      current.headers.fields[last].value += " " + String(decoding: content.trimmingBlanks(), as: UTF8.self)
    } else {
      guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { return Self.malformed }
      let value = content[content.index(after: colon)...].trimmingBlanks()
      current.headers.append(
        String(decoding: content[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
    head = current
    return .incomplete
  }

  private static let malformed = Outcome.malformed("the head of the response is malformed")

  private mutating func finish() -> Outcome {
    guard let current = head else { return Self.malformed }
    head = nil
    if (100..<200).contains(current.status) { return .incomplete }
    isComplete = true
    return .head(current)
  }

  private static func parseStatusLine(_ line: String) -> ResponseHead? {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    guard parts.count >= 2, let version = parseVersion(parts[0]) else { return nil }
    guard parts[1].utf8.count == 3, let status = Int(parts[1]), status >= 100 else { return nil }
    return ResponseHead(status: status, httpVersion: version, headers: CurlHeaders())
  }

  private static func parseVersion(_ text: Substring) -> CurlHTTPVersion? {
    switch text {
    case "HTTP/1.0": .http1_0
    case "HTTP/1.1": .http1_1
    case "HTTP/2", "HTTP/2.0": .http2
    default: nil
    }
  }
}

extension BidirectionalCollection<UInt8> {
  fileprivate func trimmingSuffix(while predicate: (UInt8) -> Bool) -> SubSequence {
    var end = endIndex
    while end > startIndex {
      let previous = index(before: end)
      guard predicate(self[previous]) else { break }
      end = previous
    }
    return self[startIndex..<end]
  }

  fileprivate func trimmingBlanks() -> SubSequence {
    drop(while: \.isBlank).trimmingSuffix(while: \.isBlank)
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
