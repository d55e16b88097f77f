import Synchronization

/// One exchange: what its user and the thread that runs it share.
final class Transfer: Sendable {
  typealias HeadContinuation = CheckedContinuation<Result<ResponseHead, CurlError>, Never>
  typealias ChunkContinuation = CheckedContinuation<Result<[UInt8]?, CurlError>, Never>
  typealias State = TransferState<HeadContinuation, ChunkContinuation>

  let prepared: PreparedRequest
  let start = ContinuousClock.now
  private let engine: CurlEngine
  private let state = Mutex(State())

  init(_ prepared: PreparedRequest, engine: CurlEngine) {
    self.prepared = prepared
    self.engine = engine
  }
}

// MARK: - The task's side

extension Transfer {
  /// Sends the request and waits for the head; cancelling the task ends the transfer.
  func head(isolation: isolated (any Actor)? = #isolation) async throws(CurlError) -> ResponseHead {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        submit(continuation)
      }
    } onCancel: {
      cancel()
    }
    return try result.get()
  }

  /// Waits for the next bytes of the body; cancelling the task ends the transfer.
  ///
  /// - Returns: at least one byte, or `nil` at the end.
  func nextChunk(isolation: isolated (any Actor)? = #isolation) async throws(CurlError) -> [UInt8]? {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        read(continuation)
      }
    } onCancel: {
      cancel()
    }
    return try result.get()
  }

  /// Ends the transfer at once, unless it is over already.
  func cancel(_ code: CurlError.Code = .cancelled, _ message: String = "the exchange was cancelled") {
    let error = CurlError(code, message, host: prepared.host)
    let action = state.withLock { $0.cancel(error) }
    tell(action)
    if action.stopsTransfer { engine.submit(.stop(self)) }
  }

  private func submit(_ continuation: HeadContinuation) {
    switch state.withLock({ $0.submit(continuation) }) {
    case .submit: engine.submit(.start(self))
    case .fail(let continuation, let error): continuation.resume(returning: .failure(error))
    }
  }

  private func read(_ continuation: ChunkContinuation) {
    switch state.withLock({ $0.read(continuation) }) {
    case .deliver(let continuation, let bytes, let resumesTransfer):
      if resumesTransfer { engine.submit(.resume(self)) }
      continuation.resume(returning: .success(bytes))
    case .end(let continuation): continuation.resume(returning: .success(nil))
    case .fail(let continuation, let error): continuation.resume(returning: .failure(error))
    case .wait: break
    }
  }

  private func tell(_ action: State.EndAction) {
    if let error = action.error {
      action.head?.resume(returning: .failure(error))
      action.reader?.resume(returning: .failure(error))
    } else {
      action.reader?.resume(returning: .success(nil))
    }
  }
}

// MARK: - The thread's side

extension Transfer {
  /// What the thread has to do about bytes that it offered.
  enum Reception: Sendable {
    case accepted, paused, aborted
  }

  func begin() -> Bool {
    state.withLock { $0.begin() }
  }

  func receive(_ head: ResponseHead, watermark: Int) {
    let continuation = state.withLock { $0.receiveHead(watermark: watermark) }
    continuation?.resume(returning: .success(head))
  }

  func receive(_ bytes: UnsafeRawBufferPointer) -> Reception {
    switch state.withLock({ $0.receive(bytes) }) {
    case .accept: return .accepted
    case .pause: return .paused
    case .abort: return .aborted
    case .deliver(let continuation, let bytes):
      continuation.resume(returning: .success(bytes))
      return .accepted
    }
  }

  /// Notes the end of the transfer; without an error, the body is whole.
  func finish(_ error: CurlError?) {
    tell(state.withLock { $0.finish(error) })
  }
}
