/// What becomes of a pod.
public struct PodScript: Sendable, Hashable {
  /// The containers by name, init containers too.
  public var containers: [String: ContainerScript]
  /// Every other container.
  public var standard: ContainerScript
  /// When the kubelet puts the pod off its node, counted from its arrival; `nil` for never.
  public var evictedAfter: Duration?

  public init(
    _ standard: ContainerScript = ContainerScript(), containers: [String: ContainerScript] = [:],
    evictedAfter: Duration? = nil
  ) {
    self.standard = standard
    self.containers = containers
    self.evictedAfter = evictedAfter
  }

  subscript(container: String) -> ContainerScript { containers[container] ?? standard }
}
