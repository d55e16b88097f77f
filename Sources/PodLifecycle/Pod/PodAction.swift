package import KubeTypes

/// What a kubelet does for a pod.
package enum PodAction: Sendable, Hashable {
  /// Find a free address on which these ports can be bound.
  case assignAddress(ports: [Int])
  /// Start a container's process.
  case start(container: String)
  /// Ask a container's process to end.
  case terminate(container: String)
  /// End a container's process.
  case kill(container: String)
  /// Check a container.
  case probe(container: String, ProbeKind, run: Int)
  /// Write the pod's status.
  case report(PodStatus)
  /// Delete the pod's object: nothing of it runs any more.
  case remove
  /// The pod is no more of this kubelet's concern.
  case finish
}
