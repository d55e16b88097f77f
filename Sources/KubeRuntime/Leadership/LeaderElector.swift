public import KubeClient
import KubeCore
import KubeTypes
public import Logging

/// Lets one of several replicas lead, by a `Lease` that the leader renews.
///
/// Leadership is a scope: ``whileLeading(_:)`` runs its body while the process leads and cancels it when it does not.
/// What need not wait for leadership, such as reflectors, runs outside, so that a new leader starts with full stores.
///
/// After a leader has died, another one leads within the lease's duration and one retry period (17 s by default); after
/// one has stopped in good order, within a retry period (2 s).
public struct LeaderElector: Sendable {
  private let election: Election
  private let leases: API<Lease>
  private let time: TimeSource
  private let logger: Logger

  private var configuration: LeaderElectionConfiguration { election.configuration }

  /// - Parameter client: must reach the API server without a fence of its own.
  public init(
    _ client: KubeClient, configuration: LeaderElectionConfiguration, time: TimeSource = .live,
    random: RandomSource = .system, logger: Logger = Logger(label: "kube.leader")
  ) {
    election = Election(configuration, time: time, random: random)
    leases = client.api(Lease.self, namespace: configuration.namespace)
    self.time = time
    var logger = logger
    logger[metadataKey: "lease"] = "\(configuration.namespace)/\(configuration.name)"
    self.logger = logger
  }

  /// The name of the lease.
  public var lease: String { configuration.name }

  /// Who leads, and how renewal goes, at this moment.
  public var status: LeadershipStatus {
    let (isLeading, now) = (election.isLeading, time.now())
    return election.withLock { shared in
      LeadershipStatus(
        isLeading: isLeading, holder: shared.state.holder, sinceRenewal: shared.lastRenewal.map { now - $0 },
        lastError: shared.lastError)
    }
  }

  /// Waits for leadership, then runs a body for as long as it lasts.
  ///
  /// When the calling task is cancelled, the body is; the lease is renewed until the body has ended and given back then.
  /// The same happens when the body ends by itself. The term's fence is the body's ``WriteFence/current``, so that any
  /// ``FencedTransport`` heeds it.
  ///
  /// - Throws: `.lost` when leadership was lost; the body has been cancelled and has ended. A process that led should end
  ///   then, for what it still holds in memory belongs to a term that is over. `.invalidConfiguration` at once.
  public func whileLeading(
    _ body: @escaping @Sendable (Leadership) async -> Void
  ) async throws(LeadershipError) {
    try configuration.validate()
    let outcome = await outlivingCancellation { stop in await run(body, until: stop) }
    if case .lost(let reason) = outcome { throw LeadershipError(.lost, message: reason) }
  }

  private func run(_ body: @escaping @Sendable (Leadership) async -> Void, until stop: Gate) async -> TermEnd {
    var end = TermEnd.finished
    if await acquire(until: stop) {
      logger.info("Leading", metadata: ["identity": "\(configuration.identity)"])
      end = await lead(body, until: stop)
    }
    switch end {
    case .finished: await release()
    case .lost(let reason): logger.error("No longer leading", metadata: ["reason": "\(reason)"])
    }
    return end
  }

  /// - Returns: whether the process leads; `false` when it is to stop.
  private func acquire(until stop: Gate) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        while !Task.isCancelled, !election.isLeading { await takeStep() }
        return election.isLeading
      }
      group.addTask {
        // Cancelled when the other task has won.
        try? await stop.wait()
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  private func lead(_ body: @escaping @Sendable (Leadership) async -> Void, until stop: Gate) async -> TermEnd {
    let leadership = Leadership(election: election, term: election.withLock { $0.state.transitions })
    return await withTaskGroup(of: TermEnd?.self) { group in
      group.addTask {
        while !Task.isCancelled, election.isLeading { await takeStep() }
        return lossReason()
      }
      group.addTask {
        // Apart from the renewals: one that hangs must not keep the end of the term from being noticed.
        while !Task.isCancelled, let end = election.leadsUntil, time.now() < end { try? await time.sleep(until: end) }
        return lossReason()
      }
      group.addTask {
        await runUnlessStopped(stop) {
          await WriteFence.$current.withValue(leadership.fence) { await body(leadership) }
        }
        return .finished
      }
      defer { group.cancelAll() }
      while let end = await group.next() {
        guard let end else { continue }
        if case .lost = end { election.withLock { $0.state.gaveUp() } }
        return end
      }
      return .finished
    }
  }

  private func runUnlessStopped(_ stop: Gate, _ body: @escaping @Sendable () async -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await body() }
      group.addTask { try? await stop.wait() }
      await group.next()
      group.cancelAll()
    }
  }

  /// Why a task of the term has ended; `nil` when it was merely cancelled.
  private func lossReason() -> TermEnd? {
    guard !election.isLeading else { return nil }
    return election.withLock { shared in
      if let holder = shared.state.holder, holder != configuration.identity {
        return .lost("\(holder) holds the lease")
      }
      let cause = shared.lastError.map { ": \($0)" } ?? ""
      return .lost("the lease could not be renewed within \(configuration.timing.renewDeadline)\(cause)")
    }
  }
}

/// How a term of leadership ended.
private enum TermEnd: Sendable {
  case finished
  case lost(String)
}

// MARK: Exchanges

extension LeaderElector {
  private func takeStep() async {
    let (now, wall) = (time.now(), time.wall())
    switch election.withLock({ $0.state.step(now: now, wall: wall) }) {
    case .wait(let deadline):
      // Cancellation is all that a sleep can throw, and the loops see it.
      try? await time.sleep(until: deadline)
    case .read:
      await exchange { () throws(KubeError) in try await leases.find(configuration.name) }
    case .create(let spec):
      let lease = Lease(metadata: ObjectMeta(name: configuration.name, namespace: configuration.namespace), spec: spec)
      await write { () throws(KubeError) in try await leases.create(lease) }
    case .update(let spec, let version):
      await write { () throws(KubeError) in try await update(spec, resourceVersion: version) }
    }
  }

  /// A patch, and not a replacement: fields that are not ours, and that we do not know, stay.
  private func update(_ spec: LeaseSpec, resourceVersion: String) async throws(KubeError) -> Lease {
    let changes: JSONValue
    do {
      changes = ["metadata": ["resourceVersion": .string(resourceVersion)], "spec": try JSONCoding.tree(spec)]
    } catch {
      throw KubeError(.invalidRequest, message: "the lease cannot be encoded: \(error)")
    }
    return try await leases.patch(configuration.name, .merge(changes))
  }

  private func exchange(_ read: @escaping @Sendable () async throws(KubeError) -> Lease?) async {
    let result = await time.limited(to: configuration.timing.requestLimit, read)
    let now = time.now()
    election.withLock { shared in
      switch result {
      case .success(let lease):
        shared.state.read(lease, now: now, using: &shared.random)
        shared.lastError = nil
      case .failure(let error):
        shared.state.failed(now: now, using: &shared.random)
        shared.lastError = error
      }
    }
  }

  private func write(_ send: @escaping @Sendable () async throws(KubeError) -> Lease) async {
    election.withLock { $0.state.writing() }
    let sentAt = time.now()
    let result = await time.limited(to: configuration.timing.requestLimit, send)
    let now = time.now()
    election.withLock { shared in
      switch result {
      case .success(let lease):
        shared.state.wrote(lease, sentAt: sentAt, now: now, using: &shared.random)
        (shared.lastRenewal, shared.lastError) = (now, nil)
      case .failure(let error) where [.conflict, .alreadyExists, .notFound].contains(error.code):
        shared.state.refused()
      case .failure(let error):
        shared.state.failed(now: now, using: &shared.random)
        shared.lastError = error
      }
    }
  }

  /// Gives the lease back, so that the next leader need not wait. Tried twice; who fails lets it run out.
  private func release() async {
    for _ in 0..<2 where election.withLock({ $0.state.mayHold }) {
      let wall = time.wall()
      guard let (spec, version) = election.withLock({ $0.state.release(wall: wall) }) else {
        await exchange { () throws(KubeError) in try await leases.find(configuration.name) }
        continue
      }
      await write { () throws(KubeError) in try await update(spec, resourceVersion: version) }
    }
    election.withLock { $0.state.gaveUp() }
  }
}
