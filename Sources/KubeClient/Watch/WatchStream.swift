/// The events of one watch as they arrive; it ends when the server ends the watch.
///
/// Nothing is read ahead of the reader but what one chunk of bytes holds.
public struct WatchStream<Object: Codable & Sendable>: AsyncSequence, Sendable {
  public typealias Element = WatchEvent<Object>
  public typealias Failure = KubeError

  /// The longest event that is accepted, in bytes. API servers keep objects under 1.5 MB.
  package static var lineLimit: Int { 16 << 20 }

  private let body: KubeBody

  init(body: KubeBody) { self.body = body }

  public func makeAsyncIterator() -> Iterator { Iterator(bytes: body.makeAsyncIterator()) }

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var bytes: KubeBody.Iterator
    private var framer = LineFramer(limit: WatchStream.lineLimit)
    private var lines: [[UInt8]] = []

    fileprivate init(bytes: KubeBody.Iterator) { self.bytes = bytes }

    /// - Throws: `.gone` when the server has forgotten the version that the watch started from, `.connectionLost` when
    ///   the stream breaks off within an event, and what the transfer throws.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(KubeError) -> WatchEvent<Object>? {
      while lines.isEmpty {
        guard let chunk = try await bytes.next(isolation: actor) else {
          guard framer.remainder.isEmpty else {
            throw KubeError(.connectionLost, message: "the watch broke off within an event")
          }
          return nil
        }
        guard let complete = framer.append(chunk) else {
          throw KubeError(.answerTooLarge, message: "a watch event exceeds \(WatchStream.lineLimit) bytes")
        }
        lines = complete.reversed()
      }
      guard let line = lines.popLast() else { return nil }
      return try WatchEvent.decode(line)
    }
  }
}
