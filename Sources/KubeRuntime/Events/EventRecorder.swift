public import KubeClient
public import KubeCore
import KubeTypes
public import Logging
import Synchronization

/// Reports what happens to objects as events (`events.k8s.io/v1`), where `kubectl describe` shows them.
///
/// Recording never waits and never fails: ``run()`` writes, and when it cannot keep up, events are dropped and counted.
/// Events are for people and expire; nothing may depend on them.
public final class EventRecorder: Sendable {
  private struct Shell {
    var state: EventRecorderState
    var random: RandomSource
    var work = Gate()
  }

  private let shell: Mutex<Shell>
  private let client: KubeClient
  private let configuration: EventRecorderConfiguration
  private let time: TimeSource
  private let logger: Logger

  public init(
    _ client: KubeClient, configuration: EventRecorderConfiguration, time: TimeSource = .live,
    random: RandomSource = .system, logger: Logger = Logger(label: "kube.events")
  ) {
    shell = Mutex(Shell(state: EventRecorderState(configuration), random: random))
    self.client = client
    self.configuration = configuration
    self.time = time
    self.logger = logger
  }

  public var metrics: EventRecorderMetrics { shell.withLock { $0.state.metrics } }

  /// Reports an event. Returns at once.
  public func record(_ draft: EventDraft) {
    let (now, wall) = (time.now(), time.wall())
    let work = shell.withLock { shell in
      shell.state.record(draft, now: now, wall: wall, token: shell.random.next())
      return shell.work
    }
    work.open()
  }

  /// Reports an event about an object as it was read. Returns at once.
  public func record(
    _ kind: EventDraft.Kind, regarding object: some KubeResource, reason: String, action: String, note: String
  ) {
    record(EventDraft(kind, regarding: ObjectReference(object), reason: reason, action: action, note: note))
  }

  /// Writes what is recorded until the calling task is cancelled. Run it once, in one task.
  public func run() async {
    while !Task.isCancelled {
      let (write, work) = shell.withLock { shell -> (EventRecorderState.Write?, Gate) in
        if let write = shell.state.takeNext() { return (write, shell.work) }
        shell.work = Gate()
        return (nil, shell.work)
      }
      if let write {
        await perform(write)
      } else {
        // Cancellation is all that it can throw, and the loop sees it.
        try? await work.wait()
      }
    }
  }

  private func perform(_ write: EventRecorderState.Write) async {
    do throws(KubeError) {
      try await retrying { () throws(KubeError) in try await send(write) }
      shell.withLock { $0.state.written(write) }
    } catch {
      logger.debug("Event not written", metadata: ["reason": "\(write.draft.reason)", "error": "\(error)"])
      shell.withLock { $0.state.failed(write, error, token: $0.random.next()) }
    }
  }

  private func send(_ write: EventRecorderState.Write) async throws(KubeError) {
    let api = client.api(Event.self, namespace: write.namespace)
    switch write.operation {
    case .create(let event):
      do throws(KubeError) {
        _ = try await api.create(event)
      } catch {
        // A try before this one has arrived, though its answer has not.
        guard error.code == .alreadyExists else { throw error }
      }
    case .updateSeries(let name, let series):
      let changes: JSONValue = [
        "series": [
          "count": .integer(Int64(series.count)), "lastObservedTime": .string(series.lastObservedTime.text),
        ]
      ]
      _ = try await api.patch(name, .merge(changes))
    }
  }

  private func retrying(_ body: () async throws(KubeError) -> Void) async throws(KubeError) {
    var failures = 0
    while true {
      do throws(KubeError) {
        return try await body()
      } catch {
        failures += 1
        guard error.isTransient, failures < configuration.tries else { throw error }
        let count = failures
        let delay = shell.withLock { configuration.backoff.delay(afterFailures: count, using: &$0.random) }
        let pause = max(delay, error.retryAfter ?? .zero)
        // Cancellation is all that a sleep can throw; what went wrong before says more.
        guard (try? await time.sleep(for: pause)) != nil else { throw error }
      }
    }
  }
}
