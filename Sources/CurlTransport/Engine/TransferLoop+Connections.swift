import CCurl

extension TransferLoop {
  /// Notes that a transfer goes on the connection from that port.
  func join(localPort: Int) -> PeerConnection {
    let connection = connections[localPort] ?? makeConnection(localPort: localPort)
    connection.transferCount += 1
    return connection
  }

  /// Notes that a transfer is off its connection; what nothing waits on is judged by nobody.
  func leave(_ connection: PeerConnection) {
    connection.transferCount -= 1
    if connection.transferCount == 0 { connections[connection.localPort] = nil }
  }

  private func makeConnection(localPort: Int) -> PeerConnection {
    let health = ConnectionHealth(
      silenceLimit: configuration.keepAlive, answerLimit: configuration.keepAlive / 2, now: .now)
    let connection = PeerConnection(localPort: localPort, health: health)
    connections[localPort] = connection
    return connection
  }

  /// Probes connections that are silent, and gives up those on which probes stay without an answer.
  func checkConnections(at now: ContinuousClock.Instant) {
    for probe in probes.values where probe.end <= now { end(probe) }
    for connection in connections.values {
      switch connection.health.check(at: now) {
      case .fine: break
      case .probe: probe(connection, at: now)
      case .dead: giveUp(connection)
      }
    }
  }

  private func probe(_ connection: PeerConnection, at now: ContinuousClock.Instant) {
    guard let other = active.values.first(where: { $0.connection === connection }) else { return }
    probe(connection, with: other.transfer.prepared, at: now)
  }

  private func probe(_ connection: PeerConnection, with other: PreparedRequest, at now: ContinuousClock.Instant) {
    guard let easy = takeHandle() else { return }
    let probe = ConnectionProbe(connection, easy: easy, now: now)
    consider(probe.end)
    options.apply(PreparedRequest(probing: other), to: easy)
    easy.set(CURLOPT_REQUEST_TARGET, "*")
    probe.attachCallbacks(sockets: sockets)
    probes[ObjectIdentifier(probe)] = probe
    guard easy.refusal == nil, curl_multi_add_handle(multi, easy.pointer) == CURLM_OK else { return end(probe) }
  }

  private func end(_ probe: ConnectionProbe) {
    probes[ObjectIdentifier(probe)] = nil
    remove(probe)
  }

  /// Ends what is on a connection, and the connection, lest later exchanges go there too.
  private func giveUp(_ connection: PeerConnection) {
    sockets.cut(localPort: connection.localPort)
    for running in active.values where running.connection === connection { end(running, with: .connectionLost) }
    resets[connection.localPort] = nil
  }
}

// MARK: - Resets

extension TransferLoop {
  /// libcurl before 8.1 keeps small frames until something else is sent on their connection, and among them is the one
  /// that resets a stream: a server would go on with a watch that nobody reads.
  private static let keepsResets = curl_version_info(CURLVERSION_FIRST).pointee.version_num < 0x080100

  /// Sees to it that the server hears of the end of an exchange that is not whole.
  func noteReset(of running: ActiveTransfer) {
    guard let connection = running.connection else { return }
    guard connection.health.isMultiplexed else {
      // Whether streams share it is not known before the first answer: then it ends with the last of them.
      return running.easy.set(CURLOPT_FORBID_REUSE, true)
    }
    if Self.keepsResets { resets[connection.localPort] = (connection, running.transfer.prepared) }
  }

  /// Sends what libcurl has kept, by a probe behind it.
  func flushResets() {
    guard !resets.isEmpty else { return }
    let now = ContinuousClock.now
    for (connection, prepared) in resets.values { probe(connection, with: prepared, at: now) }
    resets = [:]
  }
}
