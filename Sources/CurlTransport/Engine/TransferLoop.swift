import CCurl

/// Runs transfers in one of libcurl's multi handles. It lives on one thread and never leaves it.
final class TransferLoop {
  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK
  /// How many easy handles to keep for reuse.
  private static let spareHandles = 64
  /// How many idle connections to keep.
  private static let idleConnections = 128
  /// How many exchanges to put on one connection, if the server allows as many.
  private static let streamsPerConnection = 10_000

  let multi: UnsafeMutableRawPointer
  let configuration: CurlConfiguration
  let options: EasyHandleOptions
  private(set) var active: [ObjectIdentifier: ActiveTransfer] = [:]
  var probes: [ObjectIdentifier: ConnectionProbe] = [:]
  /// Those with transfers on them, by the port at this end.
  var connections: [Int: PeerConnection] = [:]
  /// Those on which a stream was reset since the last turn, with a request that went there.
  var resets: [Int: (PeerConnection, PreparedRequest)] = [:]
  let sockets: OpenSockets
  private let handles: HandleCount
  private var spare: [EasyHandle] = []
  /// When a limit of time may next be passed; it may be too early, never too late.
  private var nextCheck: ContinuousClock.Instant?
  private var unlimitedCount = 0
  /// When transfers without a timeout end, once the client was given up.
  private var retirement: ContinuousClock.Instant?

  init?(configuration: CurlConfiguration, handles: HandleCount) {
    guard Self.isLibraryReady, let multi = curl_multi_init() else { return nil }
    self.multi = multi
    self.configuration = configuration
    self.handles = handles
    options = EasyHandleOptions(configuration)
    sockets = OpenSockets(silenceLimit: configuration.keepAlive)
    _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.idleConnections)
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, Self.streamsPerConnection)
  }

  /// Where to wake the loop.
  var address: UInt { UInt(bitPattern: multi) }

  /// Ends every transfer and closes every connection.
  func close() {
    for running in active.values {
      curl_multi_remove_handle(multi, running.easy.pointer)
      running.transfer.finish(.shutdown(host: running.transfer.prepared.host))
    }
    for probe in probes.values { curl_multi_remove_handle(multi, probe.easy.pointer) }
    active = [:]
    probes = [:]
    spare = []
    curl_multi_cleanup(multi)
  }
}

// MARK: - Commands

extension TransferLoop {
  func apply(_ command: CurlEngine.Command) {
    switch command {
    case .start(let transfer): start(transfer)
    case .resume(let transfer): resume(transfer)
    case .stop(let transfer): retire(ObjectIdentifier(transfer))
    case .retire(let deadline):
      retirement = min(retirement ?? deadline, deadline)
      consider(deadline)
    }
  }

  private func start(_ transfer: Transfer) {
    guard transfer.begin() else { return }
    let host = transfer.prepared.host
    guard let easy = takeHandle() else {
      return transfer.finish(CurlError(.other, "out of memory", host: host))
    }
    let running = ActiveTransfer(transfer, easy: easy, loop: self, configuration: configuration)
    options.apply(transfer.prepared, to: easy)
    running.attachCallbacks(sockets: sockets)
    if configuration.addresses != nil { running.guardAddresses() }
    if let refusal = easy.refusal {
      return transfer.finish(CurlError(result: refusal, message: easy.errorMessage, host: host))
    }
    active[ObjectIdentifier(transfer)] = running
    if transfer.prepared.request.timeout == nil {
      unlimitedCount += 1
      consider(retirement)
    }
    limitConnections()
    guard curl_multi_add_handle(multi, easy.pointer) == CURLM_OK else {
      retire(ObjectIdentifier(transfer))
      return transfer.finish(CurlError(.other, "libcurl took no further transfer", host: host))
    }
    consider(running.deadlines.next)
  }

  private func resume(_ transfer: Transfer) {
    guard let running = active[ObjectIdentifier(transfer)] else { return }
    running.resume(at: .now)
    // libcurl offers the bytes it has kept from within this call. A failure shows again in the transfer's result.
    curl_easy_pause(running.easy.pointer, CURLPAUSE_CONT)
  }

  /// Takes a transfer out of libcurl; unless it was whole, that closes its connection or resets its stream.
  private func retire(_ identifier: ObjectIdentifier, isComplete: Bool = false) {
    guard let running = active.removeValue(forKey: identifier) else { return }
    if !isComplete { noteReset(of: running) }
    running.leaveConnection()
    remove(running)
    if running.transfer.prepared.request.timeout == nil { unlimitedCount -= 1 }
    limitConnections()
  }

  func takeHandle() -> EasyHandle? { spare.popLast() ?? EasyHandle(count: handles) }

  func remove(_ running: RunningHandle) {
    curl_multi_remove_handle(multi, running.easy.pointer)
    running.easy.reset()
    if spare.count < Self.spareHandles { spare.append(running.easy) }
  }

  private func limitConnections() {
    guard let limit = configuration.maximumConnectionsPerHost else { return }
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, max(1, limit) + unlimitedCount)
  }
}

// MARK: - Turns

extension TransferLoop {
  /// Does what can be done now, then waits for the network, a limit of time, or a wake-up.
  func turn() {
    flushResets()
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    finishCompleted()
    expireOverdue()
    curl_multi_poll(multi, nil, 0, pollTimeout, nil)
  }

  private func finishCompleted() {
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(multi, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      let result = ccurl_message_result(message)
      var context: UnsafeMutableRawPointer?
      guard ccurl_get_pointer(easy, CURLINFO_PRIVATE, &context) == CURLE_OK, let context else { continue }
      finish(RunningHandle.from(context), result)
    }
  }

  private func finish(_ running: RunningHandle, _ result: CURLcode) {
    guard let running = running as? ActiveTransfer else {
      probes[ObjectIdentifier(running)] = nil
      return remove(running)
    }
    let error = result == CURLE_OK ? nil : running.makeError(result)
    retire(ObjectIdentifier(running.transfer), isComplete: true)
    running.transfer.finish(error)
  }

  private func expireOverdue() {
    guard let check = nextCheck else { return }
    let now = ContinuousClock.now
    guard check <= now else { return }
    endRetired(at: now)
    for running in active.values {
      guard let code = running.deadlines.expired(at: now) else { continue }
      if code == .timeout || code == .idleTimeout { running.noteUnanswered(at: now) }
      end(running, with: code)
    }
    checkConnections(at: now)
    nextCheck = (active.values.compactMap(\.deadlines.next) + connections.values.compactMap(\.health.next)
      + probes.values.map(\.end)).min()
    if let retirement, retirement > now { consider(retirement) }
  }

  func end(_ running: ActiveTransfer, with code: CurlError.Code) {
    retire(ObjectIdentifier(running.transfer))
    running.transfer.finish(running.makeError(expired: code))
  }

  private func endRetired(at now: ContinuousClock.Instant) {
    guard let retirement, retirement <= now else { return }
    for running in active.values where running.transfer.prepared.request.timeout == nil { end(running, with: .retired) }
  }

  /// Sees to it that the loop wakes at that moment.
  func consider(_ moment: ContinuousClock.Instant?) {
    guard let moment else { return }
    nextCheck = min(nextCheck ?? moment, moment)
  }

  /// Milliseconds until a limit of time may be passed. libcurl itself shortens the wait for its own timers.
  private var pollTimeout: Int32 {
    guard let nextCheck else { return .max }
    let left = ContinuousClock.now.duration(to: nextCheck)
    return left <= .zero ? 0 : left.clampedMilliseconds
  }
}
