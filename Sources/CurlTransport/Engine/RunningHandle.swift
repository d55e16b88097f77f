import CCurl

/// An easy handle that libcurl runs, and what its callbacks report to. It never leaves the thread.
class RunningHandle {
  let easy: EasyHandle

  init(easy: EasyHandle) { self.easy = easy }

  /// Notes that the request is about to be sent on the connection from that port; `false` ends the exchange.
  func reached(localPort: Int) -> Bool { true }

  /// Whether a connection to an address may be made.
  func allows(_ address: IPAddress) -> Bool { true }

  /// Takes a line of the head or of the trailers; `false` ends the exchange.
  func receive(line: UnsafeRawBufferPointer) -> Bool { true }

  /// Takes bytes of the body.
  func receive(bytes: UnsafeRawBufferPointer) -> Transfer.Reception { .accepted }

  /// Lets libcurl's callbacks report to this object, which must outlive the handle's run.
  func attachCallbacks(sockets: OpenSockets) {
    easy.setCallbacks(
      head: receiveHeadLine, body: receiveBody, connection: reachConnection,
      context: Unmanaged.passUnretained(self).toOpaque())
    easy.setSocketCallbacks(
      opened: openedSocket, close: closeSocket, context: Unmanaged.passUnretained(sockets).toOpaque())
  }

  /// Has every address looked at before it is connected to.
  func guardAddresses() { easy.setOpenCallback(openSocket, context: Unmanaged.passUnretained(self).toOpaque()) }

  static func from(_ context: UnsafeMutableRawPointer) -> RunningHandle {
    Unmanaged<RunningHandle>.fromOpaque(context).takeUnretainedValue()
  }
}

// MARK: - Callbacks

private func receiveHeadLine(
  bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
  return RunningHandle.from(context).receive(line: line) ? size * count : 0
}

private func receiveBody(
  bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, context: UnsafeMutableRawPointer?
) -> Int {
  guard let context, size * count > 0 else { return 0 }
  return switch RunningHandle.from(context).receive(bytes: UnsafeRawBufferPointer(start: bytes, count: size * count)) {
  case .accepted: size * count
  case .paused: Int(CURL_WRITEFUNC_PAUSE)
  case .aborted: 0
  }
}

private func reachConnection(
  context: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<CChar>?, _: UnsafeMutablePointer<CChar>?,
  _: Int32, localPort: Int32
) -> Int32 {
  guard let context else { return Int32(CURL_PREREQFUNC_ABORT) }
  let goesOn = RunningHandle.from(context).reached(localPort: Int(localPort))
  return Int32(goesOn ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT)
}

private func openSocket(
  context: UnsafeMutableRawPointer?, purpose: curlsocktype, address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
  guard let context, let address else { return -1 }
  var bytes = [UInt8](repeating: 0, count: 16)
  let length = bytes.withUnsafeMutableBufferPointer { ccurl_address(address, $0.baseAddress) }
  guard length > 0, RunningHandle.from(context).allows(IPAddress(bytes: Array(bytes.prefix(Int(length)))))
  else { return -1 }
  return ccurl_socket(address)
}

private func openedSocket(context: UnsafeMutableRawPointer?, descriptor: curl_socket_t, _: curlsocktype) -> Int32 {
  guard let context else { return Int32(CURL_SOCKOPT_OK) }
  Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue().opened(descriptor)
  return Int32(CURL_SOCKOPT_OK)
}

private func closeSocket(context: UnsafeMutableRawPointer?, descriptor: curl_socket_t) -> Int32 {
  guard let context else { return ccurl_close(descriptor) }
  return Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue().close(descriptor)
}
