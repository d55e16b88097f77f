import Synchronization

/// The certificates and keys of an access, looked at again while the program runs.
final class TLSMaterialSource: Sendable {
  private let access: ClusterAccess
  private let paths: [String]
  private let clock: ConnectionClock
  private let observer: ConnectionObserver
  private let state: Mutex<TLSMaterialState>

  /// - Throws: `.unreadableFile`, `.invalidCertificate`.
  init(_ access: ClusterAccess, clock: ConnectionClock, observer: @escaping ConnectionObserver) throws(ConnectionError)
  {
    self.access = access
    self.clock = clock
    self.observer = observer
    paths = Self.paths(access)
    // First the stamps, then the content: a change in between shows at the next look.
    let stamps = paths.map(FileStamp.init)
    state = Mutex(TLSMaterialState(try TLSMaterial(reading: access), stamps: stamps, at: clock.now()))
  }

  private static func paths(_ access: ClusterAccess) -> [String] {
    var materials: [Material?] = [access.certificate?.chain, access.certificate?.key]
    if case .authority(let authority) = access.trust { materials.append(authority) }
    return materials.compactMap { $0?.path }
  }

  /// The material for a connection that is made now.
  ///
  /// - Parameter isForced: looks at the files whether or not it is time to: the server has refused the material.
  func current(isForced: Bool = false) -> TLSMaterial {
    let now = clock.now()
    // The files are read under the lock: they are small, and a caller who cannot wait for them has nothing to send.
    let (material, outcome) = state.withLock { state -> (TLSMaterial, TLSMaterialState.Outcome) in
      guard !paths.isEmpty, isForced || state.isDue(at: now) else { return (state.material, .nothingNew) }
      let stamps = paths.map(FileStamp.init)
      guard state.look(stamps, at: now) else { return (state.material, .nothingNew) }
      let reading = Result { () throws(ConnectionError) in try TLSMaterial(reading: access) }
      let outcome = state.receive(reading, stamps: stamps, at: now)
      return (state.material, outcome)
    }
    switch outcome {
    case .nothingNew: break
    case .changed:
      observer(
        ConnectionNotice(
          .certificatesReloaded, "new connections use what the files now hold: \(paths.joined(separator: ", "))"))
    case .refused(let error):
      observer(ConnectionNotice(.certificatesRefused, "the older certificates are used on: \(error)"))
    }
    return material
  }
}
