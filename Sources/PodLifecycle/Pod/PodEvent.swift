package import KubeTypes

/// What happens to a pod, as its kubelet learns of it.
package enum PodEvent: Sendable, Hashable {
  /// The API server's object, new or changed.
  case observed(Pod)
  /// The object is gone.
  case vanished
  /// The pod has its own address.
  case addressAssigned(String)
  /// No address could be had; it is asked for again later.
  case addressRefused(String)
  /// A container's process runs.
  case started(container: String)
  /// A container's process could not be started.
  case startRefused(container: String, reason: String, message: String)
  /// A container's process has ended.
  case exited(container: String, ContainerExit)
  /// A probe has been answered; `run` tells an answer of an earlier run.
  case probed(container: String, ProbeKind, run: Int, success: Bool)
  /// The kubelet puts the pod off its node, for lack of a resource for example.
  case evicted(message: String)
  /// A deadline may have passed.
  case woke
}
