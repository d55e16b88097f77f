import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging

/// Writes one pod's status, the newest only, and in the end deletes its object.
struct PodReporter: Sendable {
  private enum Report: Sendable {
    case status(PodStatus)
    case removal
  }

  private let pods: API<Pod>
  private let pod: Pod
  private let time: TimeSource
  private let logger: Logger
  private let reports = Mailbox<Report>()

  init(_ pod: Pod, environment: PodEnvironment) {
    pods = environment.client.api(Pod.self, namespace: pod.metadata.namespace)
    self.pod = pod
    time = environment.time
    logger = environment.logger
  }

  func report(_ status: PodStatus) {
    reports.replace(.status(status)) { if case .status = $0 { true } else { false } }
  }

  func remove() { reports.send(.removal) }

  /// Runs until the calling task is cancelled.
  func run() async {
    while !Task.isCancelled {
      await reports.wait()
      for report in reports.takeAll() where !Task.isCancelled { await write(report) }
    }
  }

  /// Tries until it is written, has become void, or there is something newer to write.
  private func write(_ report: Report) async {
    while !Task.isCancelled {
      do throws(KubeError) {
        switch report {
        case .status(let status): try await write(status)
        case .removal: try await pods.delete(pod.metadata.name ?? "", deletion)
        }
        return
      } catch {
        // The worker has ended, or the pod is gone, or another has taken its name.
        guard !Task.isCancelled, ![.notFound, .conflict, .cancelled].contains(error.code) else { return }
        logger.warning("a pod cannot be reported", metadata: ["pod": "\(pod.key)", "error": "\(error)"])
        guard error.isTransient else { return }
        try? await time.sleep(for: error.retryAfter ?? .milliseconds(500))
        if case .status = report, reports.contains(where: { _ in true }) { return }
      }
    }
  }

  private var deletion: DeleteOptions { DeleteOptions(gracePeriodSeconds: 0, uid: pod.metadata.uid) }

  private func write(_ status: PodStatus) async throws(KubeError) {
    guard let tree = try? JSONCoding.tree(status) else { return }
    var patch: JSONValue = ["status": tree]
    // The server refuses the patch when another pod has taken the name.
    if let uid = pod.metadata.uid { patch[["metadata", "uid"]] = .string(uid) }
    _ = try await pods.patch(pod.metadata.name ?? "", .merge(patch), subresource: "status")
  }
}
