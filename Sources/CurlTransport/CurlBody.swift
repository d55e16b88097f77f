/// The body of a response, as it arrives: a sequence of runs of bytes, each at least one byte long.
///
/// A body has one reader. Further iterators go on where the others left off. While the reader is behind by more than
/// the configuration's watermark, the server is held back. Dropping the body and its iterators, or cancelling the
/// task that reads, ends the exchange at once; after an error, every further read throws it again.
public struct CurlBody: Sendable {
  private let source: Source

  init(_ transfer: Transfer, client: CurlClient) {
    source = Source(transfer, client: client)
  }

  /// Reads the rest of the body.
  ///
  /// - Parameter limit: the most bytes to accept; a longer body ends the exchange with
  ///   ``CurlError/Code/bodyTooLarge``.
  public func collect(
    upTo limit: Int, isolation: isolated (any Actor)? = #isolation
  ) async throws(CurlError) -> [UInt8] {
    var whole: [UInt8] = []
    while let chunk = try await source.transfer.nextChunk() {
      guard chunk.count <= limit - whole.count else {
        let error = CurlError(
          .bodyTooLarge, "the body is longer than \(limit) bytes", host: source.transfer.prepared.host)
        source.transfer.cancel(error.code, error.message)
        throw error
      }
      if whole.isEmpty { whole = chunk } else { whole.append(contentsOf: chunk) }
    }
    return whole
  }
}

extension CurlBody: AsyncSequence {
  /// Takes the bytes in the order in which they arrive.
  public struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let source: Source

    /// Waits for the next bytes; `nil` is the end of the body.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(CurlError) -> [UInt8]? {
      try await source.transfer.nextChunk(isolation: actor)
    }
  }

  /// Starts, or goes on, reading.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(source: source)
  }
}

extension CurlBody {
  /// Ends the transfer when the last of the body and its iterators goes, and keeps the client alive until then.
  fileprivate final class Source: Sendable {
    let transfer: Transfer
    private let client: CurlClient

    init(_ transfer: Transfer, client: CurlClient) {
      self.transfer = transfer
      self.client = client
    }

    deinit {
      transfer.cancel(.cancelled, "the body was dropped")
    }
  }
}
