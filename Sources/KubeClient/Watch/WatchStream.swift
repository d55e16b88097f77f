/// The events of one watch as they arrive; it ends when the server ends the watch.
///
/// Nothing is read ahead of the reader but what one chunk of bytes holds. A stream has one reader.
public struct WatchStream<Object: Codable & Sendable>: AsyncSequence, Sendable {
  public typealias Element = WatchEvent<Object>
  public typealias Failure = KubeError

  let reader: WatchReader

  init(reader: WatchReader) { self.reader = reader }

  public func makeAsyncIterator() -> Iterator { Iterator(reader: reader) }

  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var reader: WatchReader

    /// - Throws: what an `ERROR` event says, such as `.gone` when the server has forgotten the version that the watch
    ///   started from; `.connectionLost` when the stream breaks off within an event; and what the transfer throws.
    ///   The stream is over then.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(KubeError) -> WatchEvent<Object>? {
      try await reader.next(isolation: actor)
    }
  }
}
