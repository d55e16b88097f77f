import CCurl

/// A transfer while libcurl runs it. It never leaves the thread.
final class ActiveTransfer {
  let transfer: Transfer
  let easy: EasyHandle
  var deadlines: TransferDeadlines
  private var headParser = ResponseHeadParser()
  private var isMultiplexed = false
  private var isHeadMalformed = false
  /// The loop that runs the transfer, and owns it.
  private unowned let loop: TransferLoop
  private let configuration: CurlConfiguration

  init(_ transfer: Transfer, easy: EasyHandle, loop: TransferLoop, configuration: CurlConfiguration) {
    self.transfer = transfer
    self.easy = easy
    self.loop = loop
    self.configuration = configuration
    let request = transfer.prepared.request
    deadlines = TransferDeadlines(
      timeout: request.timeout, idleTimeout: request.idleTimeout, stallLimit: configuration.stallLimit,
      start: transfer.start)
  }

  /// Takes a line of the head; `false` ends the transfer.
  func receive(line: UnsafeRawBufferPointer) -> Bool {
    deadlines.noteActivity(at: .now)
    switch headParser.receive(line: line) {
    case .incomplete: return true
    case .malformed:
      isHeadMalformed = true
      return false
    case .head(let head):
      isMultiplexed = head.httpVersion == .http2
      let watermark = isMultiplexed ? configuration.sharedBufferWatermark : configuration.bufferWatermark
      transfer.receive(head, watermark: watermark)
      return true
    }
  }

  /// Takes bytes of the body.
  func receive(bytes: UnsafeRawBufferPointer) -> Transfer.Reception {
    let now = ContinuousClock.now
    deadlines.noteActivity(at: now)
    let reception = transfer.receive(bytes)
    if case .paused = reception {
      deadlines.pause(at: now, holdingUpOthers: isMultiplexed)
      loop.considerDeadline(of: self)
    }
    return reception
  }

  /// Puts libcurl's result into the words of this module.
  func makeError(_ result: CURLcode) -> CurlError {
    if isHeadMalformed {
      return CurlError(.protocolError, "the head of the response is malformed", host: transfer.prepared.host)
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
      default: "the exchange took longer than its timeout"
      }
    return CurlError(code, message, host: transfer.prepared.host)
  }
}
