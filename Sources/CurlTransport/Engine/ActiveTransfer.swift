import CCurl

/// A transfer while libcurl runs it. It never leaves the thread.
final class ActiveTransfer: RunningHandle {
  let transfer: Transfer
  var deadlines: TransferDeadlines
  /// The connection that it is on, once it has one.
  private(set) var connection: PeerConnection?
  private var connectionStart: ContinuousClock.Instant
  private var headParser: ResponseHeadParser
  private var isMultiplexed = false
  private var isPaused = false
  private var headProblem: String?
  /// The last address that the rules refused.
  private var refusedAddress: IPAddress?
  /// The loop that runs the transfer, and owns it.
  private unowned let loop: TransferLoop
  private let configuration: CurlConfiguration

  init(_ transfer: Transfer, easy: EasyHandle, loop: TransferLoop, configuration: CurlConfiguration) {
    self.transfer = transfer
    self.loop = loop
    self.configuration = configuration
    let request = transfer.prepared.request
    deadlines = TransferDeadlines(
      timeout: request.timeout, idleTimeout: request.idleTimeout, stallLimit: configuration.stallLimit,
      start: transfer.start)
    connectionStart = transfer.start
    headParser = ResponseHeadParser(limit: configuration.responseHeadLimit)
    super.init(easy: easy)
  }

  override func allows(_ address: IPAddress) -> Bool {
    guard let rules = configuration.addresses, transfer.prepared.proxy == nil, !rules.allows(address) else { return true }
    refusedAddress = address
    return false
  }

  // libcurl may send a request once more, on another connection.
  override func reached(localPort: Int) -> Bool {
    leaveConnection()
    connectionStart = .now
    connection = loop.join(localPort: localPort)
    return true
  }

  /// Notes that the transfer is on its connection no longer.
  func leaveConnection() {
    guard let connection else { return }
    if isPaused { connection.health.release(at: .now) }
    loop.leave(connection)
    self.connection = nil
  }

  override func receive(line: UnsafeRawBufferPointer) -> Bool {
    noteActivity(at: .now)
    switch headParser.receive(line: line) {
    case .incomplete: return true
    case .malformed(let problem):
      headProblem = problem
      return false
    case .head(let head):
      isMultiplexed = head.httpVersion == .http2
      if isMultiplexed, let connection {
        connection.health.noteMultiplexed()
        loop.consider(connection.health.next)
      }
      let watermark = isMultiplexed ? configuration.sharedBufferWatermark : configuration.bufferWatermark
      transfer.receive(head, watermark: watermark)
      return true
    }
  }

  override func receive(bytes: UnsafeRawBufferPointer) -> Transfer.Reception {
    let now = ContinuousClock.now
    noteActivity(at: now)
    let reception = transfer.receive(bytes)
    if case .paused = reception {
      isPaused = true
      deadlines.pause(at: now, holdingUpOthers: isMultiplexed)
      connection?.health.holdBack()
      loop.consider(deadlines.next)
    }
    return reception
  }

  /// Notes that the reader has caught up.
  func resume(at now: ContinuousClock.Instant) {
    guard isPaused else { return }
    isPaused = false
    deadlines.resume(at: now)
    connection?.health.release(at: now)
    loop.consider(deadlines.next)
    loop.consider(connection?.health.next)
  }

  /// Notes that the server has sent nothing for too long.
  func noteUnanswered(at now: ContinuousClock.Instant) {
    connection?.health.noteUnanswered(since: connectionStart, at: now)
  }

  private func noteActivity(at now: ContinuousClock.Instant) {
    deadlines.noteActivity(at: now)
    connection?.health.noteHeard(at: now)
  }
}

// MARK: - Errors

extension ActiveTransfer {
  /// Puts libcurl's result into the words of this module.
  func makeError(_ result: CURLcode) -> CurlError {
    if let headProblem { return CurlError(.protocolError, headProblem, host: transfer.prepared.host) }
    if let refusedAddress, result == CURLE_COULDNT_CONNECT {
      return CurlError(
        .addressRefused, "connections to \(refusedAddress) are not allowed", host: transfer.prepared.host)
    }
    return CurlError(result: result, message: easy.errorMessage, host: transfer.prepared.host)
  }

  /// Describes the limit of time that was passed.
  func makeError(expired code: CurlError.Code) -> CurlError {
    let message =
      switch code {
      case .idleTimeout: "the server sent nothing within the idle timeout"
      case .retired: "the connection was given up for another"
      case .readerTooSlow: "the reader held back a shared connection for longer than the stall limit"
      case .connectionLost: "the server fell silent, and did not answer a probe either"
      default: "the exchange took longer than its timeout"
      }
    return CurlError(code, message, host: transfer.prepared.host)
  }
}
