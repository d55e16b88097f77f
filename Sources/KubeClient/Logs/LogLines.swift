/// The lines of a log as they arrive. Nothing is read ahead of the reader but what one chunk of bytes holds.
public struct LogLines: AsyncSequence, Sendable {
  public typealias Element = String
  public typealias Failure = KubeError

  /// A line that is longer than this is given in pieces, in bytes.
  static let pieceLimit = 1 << 20

  private let body: KubeBody

  init(body: KubeBody) { self.body = body }

  public func makeAsyncIterator() -> Iterator { Iterator(bytes: body.makeAsyncIterator()) }

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var bytes: KubeBody.Iterator
    private var pending: [UInt8] = []
    private var lines: [[UInt8]] = []
    private var hasEnded = false

    fileprivate init(bytes: KubeBody.Iterator) { self.bytes = bytes }

    /// The next line, without its end; what is not UTF-8 in it is replaced.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws(KubeError) -> String? {
      while lines.isEmpty, !hasEnded {
        if let chunk = try await bytes.next(isolation: actor) { take(chunk) } else { end() }
      }
      return lines.popLast().map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func take(_ chunk: [UInt8]) {
      var complete: [[UInt8]] = []
      var rest = chunk[...]
      while let end = rest.firstIndex(of: 0x0A) {
        complete.append(pending + rest[..<end])
        pending.removeAll()
        rest = rest[(end + 1)...]
      }
      pending += rest
      if pending.count >= LogLines.pieceLimit {
        complete.append(pending)
        pending.removeAll()
      }
      lines = complete.reversed()
    }

    private mutating func end() {
      hasEnded = true
      if !pending.isEmpty { lines = [pending] }
    }
  }
}
