extension Controller {
  /// Works until the calling task is cancelled, then finishes the reconciles in flight within the limit for that.
  public func run() async {
    // Stores go on while the last reconciles finish: these may wait to see their own writes.
    await outlivingCancellation { stop in
      await withTaskGroup { group in
        group.addTask { await runSources() }
        await runWorkers(until: stop)
        group.cancelAll()
      }
    }
  }

  /// Works while this process leads. Stores and queue fill from the start, so that a new leader needs no list.
  ///
  /// Write through `KubeClient.fenced(to:)`, which holds writes to the term.
  ///
  /// - Throws: `.lost` when the process has led and does no longer; it should end, as a term's memory is no use to another.
  ///   `.invalidConfiguration` at once.
  public func run(electedBy elector: LeaderElector) async throws(LeadershipError) {
    let end = await outlivingCancellation { stop in
      await withTaskGroup { group in
        group.addTask { await runSources() }
        let end = await lead(elector, until: stop)
        group.cancelAll()
        return end
      }
    }
    try end.get()
  }

  private func lead(_ elector: LeaderElector, until stop: Gate) async -> Result<Void, LeadershipError> {
    await withTaskGroup(of: Result<Void, LeadershipError>?.self) { group in
      group.addTask {
        do throws(LeadershipError) {
          return .success(try await elector.whileLeading { _ in await runWorkers() })
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        // Cancelled when the other has ended.
        try? await stop.wait()
        return nil
      }
      var end: Result<Void, LeadershipError>?
      while end == nil, let member = await group.next() {
        group.cancelAll()
        end = member
      }
      return end ?? .success(())
    }
  }

  /// Keeps the stores and fills the queue until the calling task is cancelled.
  public func runSources() async {
    let detachments = sources.map { $0.attach(queue) }
    await withTaskGroup { group in
      for source in sources { group.addTask { await source.run(queue, time) } }
      await group.waitForAll()
    }
    for detach in detachments { detach() }
  }

  /// Empties the queue until the calling task is cancelled, then finishes the reconciles in flight within the limit for
  /// that. Starts when all stores hold a complete list.
  public func runWorkers() async {
    await outlivingCancellation { stop in await runWorkers(until: stop) }
  }

  private func runWorkers(until stop: Gate) async {
    guard let shard else { return await runCrew(until: stop) }
    await withTaskGroup { group in
      group.addTask { await shard.run(shardWork) }
      await runCrew(until: stop)
      // Its keys are given up now that nothing is done with them any more.
      group.cancelAll()
    }
  }

  private var shardWork: ShardWork {
    ShardWork(
      drain: { keeps in await queue.waitUntilFinished { !keeps("\($0)") } },
      gained: { for source in sources { source.addAll(queue) } })
  }

  private func runCrew(until stop: Gate) async {
    await withTaskGroup(of: Member.self) { group in
      for _ in 0..<max(1, configuration.workers) {
        group.addTask {
          await work()
          return .worker
        }
      }
      group.addTask {
        await queue.runTimer()
        return .timer
      }
      group.addTask {
        await limitStop(stop)
        return .limit
      }
      var running = max(1, configuration.workers)
      while running > 0, let member = await group.next(), member != .limit {
        if member == .worker { running -= 1 }
      }
      group.cancelAll()
    }
  }

  /// Ends when the time for a graceful stop is over.
  private func limitStop(_ stop: Gate) async {
    do {
      try await stop.wait()
      queue.close()
      record.isStopping.open()
      // Who may not write any more has nothing to finish.
      guard WriteFence.current.map({ $0.permit != nil }) ?? true else { return }
      try await time.sleep(for: configuration.stopLimit)
    } catch {
      // All workers have ended before.
    }
  }
}

/// What a task of a controller's group was for.
private enum Member: Sendable { case worker, timer, limit }
