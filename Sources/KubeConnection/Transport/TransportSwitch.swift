import KubeClient
import Synchronization

/// The connections that are in use: those of the newest certificates.
final class TransportSwitch: Sendable {
  private struct Current {
    var material: TLSMaterial
    var transport: any RetirableTransport
  }

  /// What is given up ends by itself, and is only known of for a shutdown before that.
  private struct Retired {
    weak var transport: (any RetirableTransport)?
  }

  private struct State {
    var current: Current?
    var retired: [Retired] = []
    var isShutDown = false

    mutating func remember(_ old: any RetirableTransport) {
      retired.removeAll { $0.transport == nil }
      retired.append(Retired(transport: old))
    }
  }

  private let grace: Duration
  private let make: @Sendable (TLSMaterial) -> any RetirableTransport
  private let state = Mutex(State())

  init(grace: Duration, make: @escaping @Sendable (TLSMaterial) -> any RetirableTransport) {
    self.grace = grace
    self.make = make
  }

  /// The connections that are made with the given certificates; those made with others are given up.
  ///
  /// - Throws: `.cancelled` after the shutdown.
  func transport(for material: TLSMaterial) throws(KubeError) -> any RetirableTransport {
    let (transport, old) = state.withLock { state -> ((any RetirableTransport)?, (any RetirableTransport)?) in
      guard !state.isShutDown else { return (nil, nil) }
      if let current = state.current, current.material == material { return (current.transport, nil) }
      let old = state.current?.transport
      let transport = make(material)
      state.current = Current(material: material, transport: transport)
      if let old { state.remember(old) }
      return (transport, old)
    }
    old?.retire(within: grace)
    guard let transport else { throw KubeError(.cancelled, message: "the connection was shut down") }
    return transport
  }

  /// Has the next exchange make new connections, unless these were given up already.
  func giveUp(_ transport: any RetirableTransport) {
    let isCurrent = state.withLock { state -> Bool in
      guard let current = state.current, current.transport === transport else { return false }
      state.remember(transport)
      state.current = nil
      return true
    }
    if isCurrent { transport.retire(within: grace) }
  }

  func shutdown() async {
    let transports = state.withLock { state -> [any RetirableTransport] in
      state.isShutDown = true
      defer {
        state.current = nil
        state.retired = []
      }
      return [state.current?.transport].compactMap { $0 } + state.retired.compactMap(\.transport)
    }
    for transport in transports { await transport.shutdown() }
  }
}
