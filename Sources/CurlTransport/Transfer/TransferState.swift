/// What one exchange has come to, shared by the task that uses it and the thread that runs it.
///
/// The state is a value without I/O: each event returns what its caller has to do, once it has let go of the lock.
/// The types of the waiters are parameters so that tests can use names where the transport uses continuations.
struct TransferState<HeadWaiter: Sendable, ChunkWaiter: Sendable>: Sendable {
  private enum Phase {
    /// The request was made, and nobody waits for it yet.
    case created
    /// The thread has not seen the transfer yet.
    case submitted(HeadWaiter)
    /// The request is on its way.
    case awaitingHead(HeadWaiter)
    /// The head was delivered, the body is arriving.
    case streaming
    /// The whole body has arrived; some of it may still be unread.
    case complete
    case failed(CurlError)
  }

  private var phase = Phase.created
  private var reader: ChunkWaiter?
  private var buffer: [UInt8] = []
  private var isPaused = false
  private var watermark = Int.max

  /// Creates the state of an exchange that has not begun.
  init() {}
}

// MARK: - The task's side

extension TransferState {
  /// What to do with a waiter for the head.
  enum SubmitAction {
    /// Hand the transfer to the thread; the waiter is kept.
    case submit
    /// Tell the waiter that the exchange ended before it began.
    case fail(HeadWaiter, CurlError)
  }

  /// What to do with a waiter for the next bytes.
  enum ReadAction {
    /// Give it these bytes, and let the transfer go on if it was paused.
    case deliver(ChunkWaiter, [UInt8], resumesTransfer: Bool)
    /// Tell it that the body has ended.
    case end(ChunkWaiter)
    case fail(ChunkWaiter, CurlError)
    /// Nothing yet; the waiter is kept.
    case wait
  }

  /// Whom to tell that the exchange has ended.
  struct EndAction {
    var head: HeadWaiter?
    var reader: ChunkWaiter?
    /// Why it ended; `nil` is the end of a whole body.
    var error: CurlError?
    /// Whether the thread may still be running the transfer.
    var stopsTransfer = false
  }

  mutating func submit(_ waiter: HeadWaiter) -> SubmitAction {
    switch phase {
    case .created:
      phase = .submitted(waiter)
      return .submit
    case .failed(let error):
      return .fail(waiter, error)
    case .submitted, .awaitingHead, .streaming, .complete:
      return .fail(waiter, CurlError(.invalidRequest, "the exchange was already begun"))
    }
  }

  mutating func read(_ waiter: ChunkWaiter) -> ReadAction {
    guard reader == nil else {
      return .fail(waiter, CurlError(.invalidRequest, "the body already has a reader that waits"))
    }
    guard buffer.isEmpty else {
      let bytes = buffer
      buffer = []
      defer { isPaused = false }
      return .deliver(waiter, bytes, resumesTransfer: isPaused)
    }
    switch phase {
    case .failed(let error): return .fail(waiter, error)
    case .complete: return .end(waiter)
    case .created, .submitted, .awaitingHead, .streaming:
      reader = waiter
      return .wait
    }
  }

  /// Ends the exchange at the wish of its user: unread bytes are dropped.
  mutating func cancel(_ error: CurlError) -> EndAction {
    if case .failed = phase { return EndAction() }
    buffer = []
    return end(.failed(error))
  }
}

// MARK: - The thread's side

extension TransferState {
  /// What to do after bytes of the body came.
  enum ReceiveAction {
    /// The bytes were kept.
    case accept
    /// Give the bytes to the reader who waits for them.
    case deliver(ChunkWaiter, [UInt8])
    /// The bytes were not taken: pause the transfer, which offers them again when it resumes.
    case pause
    /// The exchange is over for its user: end the transfer.
    case abort
  }

  /// Whether the thread is to run the transfer; not so when it was cancelled on its way there.
  mutating func begin() -> Bool {
    guard case .submitted(let waiter) = phase else { return false }
    phase = .awaitingHead(waiter)
    return true
  }

  /// Notes that the head came, and how many bytes of the body to hold at most before the transfer pauses.
  ///
  /// - Returns: whom to give the head to.
  mutating func receiveHead(watermark: Int) -> HeadWaiter? {
    guard case .awaitingHead(let waiter) = phase else { return nil }
    phase = .streaming
    self.watermark = watermark
    return waiter
  }

  mutating func receive(_ bytes: UnsafeRawBufferPointer) -> ReceiveAction {
    guard case .streaming = phase else { return .abort }
    if let waiter = reader {
      reader = nil
      return .deliver(waiter, Array(bytes))
    }
    guard buffer.count < watermark else {
      isPaused = true
      return .pause
    }
    buffer.append(contentsOf: bytes)
    return .accept
  }

  /// Notes that the transfer is over; without an error, the body is whole.
  ///
  /// Bytes that came before an error are still delivered before it.
  mutating func finish(_ error: CurlError?) -> EndAction {
    switch phase {
    case .complete, .failed: return EndAction()
    case .streaming: return end(error.map(Phase.failed) ?? .complete)
    case .created, .submitted, .awaitingHead:
      return end(.failed(error ?? CurlError(.protocolError, "the response ended before its head")))
    }
  }

  private mutating func end(_ final: Phase) -> EndAction {
    var action = EndAction(reader: reader)
    if case .failed(let error) = final { action.error = error }
    switch phase {
    case .submitted(let waiter), .awaitingHead(let waiter):
      action.head = waiter
      action.stopsTransfer = true
    case .streaming: action.stopsTransfer = true
    case .created, .complete, .failed: break
    }
    reader = nil
    isPaused = false
    phase = final
    return action
  }
}
