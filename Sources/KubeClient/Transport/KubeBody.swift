import Synchronization

/// The bytes of an answer as they arrive. Pulled, never pushed: a reader that pauses pauses the sender.
///
/// A body has one reader.
public struct KubeBody: AsyncSequence, Sendable {
  public typealias Element = [UInt8]
  public typealias Failure = KubeError

  private let pull: @Sendable () async throws(KubeError) -> [UInt8]?

  /// - Parameter pull: gives the next bytes, then `nil` at the end. Cancelling the calling task must end the transfer.
  public init(pull: @escaping @Sendable () async throws(KubeError) -> [UInt8]?) { self.pull = pull }

  /// A body that is all there.
  public init(_ bytes: [UInt8]) {
    let rest = Mutex<[UInt8]?>(bytes)
    self.init { () throws(KubeError) in
      rest.withLock { rest in
        defer { rest = nil }
        return rest
      }
    }
  }

  public func makeAsyncIterator() -> Iterator { Iterator(pull: pull) }

  public struct Iterator: AsyncIteratorProtocol, Sendable {
    fileprivate let pull: @Sendable () async throws(KubeError) -> [UInt8]?

    public mutating func next(isolation actor: isolated (any Actor)?) async throws(KubeError) -> [UInt8]? {
      try await pull()
    }
  }

  /// Reads to the end.
  ///
  /// - Throws: `.answerTooLarge` past `limit` bytes, and whatever the transfer throws.
  public func collect(upTo limit: Int) async throws(KubeError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let chunk = try await pull() {
      guard bytes.count + chunk.count <= limit else {
        throw KubeError(.answerTooLarge, message: "the answer exceeds \(limit) bytes")
      }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }
}
