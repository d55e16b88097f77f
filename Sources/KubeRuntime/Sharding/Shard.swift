public import KubeClient
import KubeCore
import KubeTypes
public import Logging
import Synchronization

/// This process's share of the keys, when several replicas work side by side.
///
/// Each replica has a `Lease` of its own, and each key belongs to one of those whose leases are alive, by rendezvous
/// hashing. No key is ever worked on by two; the keys of a replica that is lost move to others within the lease's
/// duration and two retry periods. Hand the shard to a ``Controller``, which runs it.
public final class Shard: Sendable {
  private struct Shared {
    var state: ShardState
    var random: RandomSource
    var division: ShardState.Division?
    /// Opens when there is something to do sooner than was thought.
    var wake = Gate()
  }

  public let configuration: ShardingConfiguration
  private let leases: API<Lease>
  private let time: TimeSource
  private let logger: Logger
  private let shared: Mutex<Shared>

  /// - Parameter client: must reach the API server without a fence of its own.
  public init(
    _ client: KubeClient, configuration: ShardingConfiguration, time: TimeSource = .live,
    random: RandomSource = .system, logger: Logger = Logger(label: "kube.shard")
  ) throws(LeadershipError) {
    try configuration.validate()
    self.configuration = configuration
    leases = client.api(Lease.self, namespace: configuration.namespace)
    self.time = time
    var logger = logger
    logger[metadataKey: "group"] = "\(configuration.group)"
    self.logger = logger
    let state = ShardState(identity: configuration.identity, timing: configuration.timing)
    shared = Mutex(Shared(state: state, random: random))
  }

  /// Whether a key is this process's to work on now.
  public func owns(_ key: String) -> Bool {
    let now = time.now()
    return shared.withLock { $0.state.owns(key, now: now) }
  }

  /// Lets writes out only while a key is this process's.
  public func fence(for key: String) -> WriteFence {
    WriteFence("\(key) belongs to another replica") { [self] in
      let now = time.now()
      return shared.withLock { shared in
        guard shared.state.owns(key, now: now), let fence = shared.state.fence else { return nil }
        return WriteFence.Permit(remaining: fence.arrivalBy - now)
      }
    }
  }

  public var status: ShardStatus {
    let now = time.now()
    return shared.withLock { shared in
      ShardStatus(
        members: shared.state.living(now: now).sorted(), isSettled: shared.state.isSettled(now: now),
        isValid: shared.state.fence.map { now < $0.until } ?? false)
    }
  }
}

// MARK: Running

extension Shard {
  /// Takes part in the sharing until the calling task is cancelled, then gives all keys up.
  func run(_ work: ShardWork) async {
    await outlivingCancellation { [self] stop in
      await withTaskGroup { group in
        group.addTask { [self] in await share(work) }
        try? await stop.wait()
        group.cancelAll()
      }
      await leave(work)
    }
  }

  private func share(_ work: ShardWork) async {
    // One drain at a time is under way, beside the renewals; a newer view's cancels an older one's.
    await withDiscardingTaskGroup { group in
      let drains = DrainSlot()
      while !Task.isCancelled {
        let now = time.now()
        let step = shared.withLock { $0.state.step(now: now) }
        guard case .drain(let view) = step else {
          await perform(step, work)
          continue
        }
        shared.withLock { $0.state.draining() }
        let number = drains.begin()
        group.addTask { [self] in await drain(for: view, work) { drains.isCurrent(number) } }
      }
    }
  }

  private func drain(for view: Set<String>, _ work: ShardWork, isCurrent: @escaping @Sendable () -> Bool) async {
    let identity = configuration.identity
    await work.drain { key in !isCurrent() || Rendezvous.owner(of: key, among: view) == identity }
    guard !Task.isCancelled, isCurrent() else { return }
    let wake = shared.withLock { shared in
      shared.state.drained(for: view)
      return shared.wake
    }
    wake.open()
  }

  /// Gives all keys up, so that the others need not wait. Who fails lets the lease run out.
  private func leave(_ work: ShardWork) async {
    shared.withLock { $0.state.leave() }
    await work.drain { _ in false }
    shared.withLock { $0.state.drained(for: []) }
    let deadline = time.now() + configuration.timing.renewDeadline
    while time.now() < deadline, !shared.withLock({ $0.state.hasLeft }) {
      let now = time.now()
      await perform(shared.withLock { $0.state.step(now: now) }, work)
    }
  }

  private func perform(_ step: ShardState.Step, _ work: ShardWork) async {
    switch step {
    case .wait(let deadline):
      let wake = shared.withLock { shared in
        if shared.wake.isOpen { shared.wake = Gate() }
        return shared.wake
      }
      // Drained between the look and this wait? Then there is nothing to wait for.
      let now = time.now()
      guard case .wait = shared.withLock({ $0.state.step(now: now) }) else { return }
      _ = await time.withDeadline(deadline) { try? await wake.wait() }
    case .read:
      await read(work)
    case .publish(let view, let version):
      await publish(view, version)
    case .remove(let lease):
      _ = await limited { [leases] () throws(KubeError) in try await leases.delete(lease) }
      shared.withLock { $0.state.removed(lease) }
    case .drain:
      break
    }
  }

  private func read(_ work: ShardWork) async {
    let options = ListOptions(labelSelector: LabelSelector(matchLabels: [configuration.label: configuration.group]))
    let result = await limited { [leases] () throws(KubeError) in try await leases.list(options).items }
    let now = time.now()
    let before = status.members
    let hasChanged = shared.withLock { shared in
      switch result {
      case .success(let items): shared.state.read(items.compactMap { observation(of: $0) }, now: now)
      case .failure: shared.state.failed(now: now, using: &shared.random)
      }
      let division = shared.state.division(now: now)
      defer { shared.division = division }
      return shared.division != division
    }
    let after = status.members
    if before != after {
      logger.info("Members changed", metadata: ["members": "\(after.joined(separator: " "))"])
    }
    if hasChanged { work.gained() }
  }

  private func publish(_ view: Set<String>, _ version: String?) async {
    shared.withLock { $0.state.writing(view) }
    let sentAt = time.now()
    let result = await limited { [self] () throws(KubeError) in try await write(view, version) }
    let now = time.now()
    shared.withLock { shared in
      switch result {
      case .success(let lease):
        guard let lease = observation(of: lease) else { return shared.state.refused() }
        shared.state.wrote(lease, sentAt: sentAt, now: now, using: &shared.random)
      case .failure(let error) where [.conflict, .alreadyExists, .notFound].contains(error.code):
        shared.state.refused()
      case .failure(let error):
        shared.state.failed(now: now, using: &shared.random)
        logger.info("Lease not renewed", metadata: ["error": "\(error)"])
      }
    }
  }

  private func limited<Value: Sendable>(
    _ send: @escaping @Sendable () async throws(KubeError) -> Value
  ) async -> Result<Value, KubeError> {
    await time.limited(to: configuration.timing.requestLimit, send)
  }
}

// MARK: Leases

extension Shard {
  private func observation(of lease: Lease) -> ShardState.Observation? {
    guard let identity = lease.spec?.holderIdentity, !identity.isEmpty,
      let version = lease.metadata.resourceVersion
    else { return nil }
    let view = lease.metadata.annotations?[configuration.viewAnnotation] ?? ""
    return ShardState.Observation(
      identity: identity, name: lease.metadata.name ?? "", uid: lease.metadata.uid, resourceVersion: version,
      leaseSeconds: lease.spec?.leaseDurationSeconds ?? configuration.timing.leaseSeconds,
      view: Set(view.split(separator: ",").map(String.init)))
  }

  private func write(_ view: Set<String>, _ version: String?) async throws(KubeError) -> Lease {
    let wall = MicroTime(time.wall())
    let seconds = view.isEmpty ? 1 : configuration.timing.leaseSeconds
    let annotations = [configuration.viewAnnotation: view.sorted().joined(separator: ",")]
    guard let version else {
      var spec = LeaseSpec()
      spec.holderIdentity = configuration.identity
      spec.leaseDurationSeconds = seconds
      (spec.acquireTime, spec.renewTime) = (wall, wall)
      let metadata = ObjectMeta(
        name: configuration.leaseName, namespace: configuration.namespace,
        labels: [configuration.label: configuration.group], annotations: annotations)
      return try await leases.create(Lease(metadata: metadata, spec: spec))
    }
    return try await leases.patch(
      configuration.leaseName,
      .merge([
        "metadata": [
          "resourceVersion": .string(version), "annotations": .object(JSONObject(annotations.map { ($0, .string($1)) })),
        ],
        "spec": ["leaseDurationSeconds": .integer(Int64(seconds)), "renewTime": .string(wall.text)],
      ]))
  }
}

extension API where Object == Lease {
  fileprivate func delete(_ lease: ShardState.Observation) async throws(KubeError) {
    var options = DeleteOptions(uid: lease.uid)
    options.resourceVersion = lease.resourceVersion
    try await delete(lease.name, options)
  }
}

/// Tells the newest drain from those that are of no use any more.
private final class DrainSlot: Sendable {
  private let last = Mutex(0)

  func begin() -> Int {
    last.withLock { last in
      last += 1
      return last
    }
  }

  func isCurrent(_ number: Int) -> Bool { last.withLock { $0 == number } }
}
