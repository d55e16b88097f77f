/// Reads events from the bytes of a watch, wherever these are cut.
struct WatchReader: Sendable {
  private var bytes: KubeBody.Iterator
  private var framer: LineFramer
  private let lineLimit: Int
  private let request: String
  /// The lines that are complete but not yet told, the next one last.
  private var lines: [[UInt8]] = []
  private var hasEnded = false

  init(body: KubeBody, lineLimit: Int, request: String) {
    bytes = body.makeAsyncIterator()
    framer = LineFramer(limit: lineLimit)
    self.lineLimit = lineLimit
    self.request = request
  }

  /// The next event; `nil` when the server has ended the watch in good order.
  mutating func next<Object: Decodable & Sendable>(
    isolation actor: isolated (any Actor)? = #isolation
  ) async throws(KubeError) -> WatchEvent<Object>? {
    guard !hasEnded else { return nil }
    do throws(KubeError) {
      guard let line = try await nextLine(isolation: actor) else {
        hasEnded = true
        return nil
      }
      return try WatchEvent.decode(line)
    } catch {
      hasEnded = true
      var error = error
      error.request = error.request ?? request
      throw error
    }
  }

  private mutating func nextLine(isolation actor: isolated (any Actor)?) async throws(KubeError) -> [UInt8]? {
    while true {
      while let line = lines.popLast() {
        if !line.isEmpty { return line }
      }
      guard let chunk = try await bytes.next(isolation: actor) else {
        guard framer.remainder.isEmpty else {
          throw KubeError(.connectionLost, message: "the watch broke off within an event")
        }
        return nil
      }
      guard let complete = framer.append(chunk) else {
        throw KubeError(.answerTooLarge, message: "a watch event exceeds \(lineLimit) bytes")
      }
      lines = complete.reversed()
    }
  }
}
