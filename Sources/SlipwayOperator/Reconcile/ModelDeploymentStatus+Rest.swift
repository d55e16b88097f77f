import SlipwayAPI

extension ModelDeploymentStatus {
  /// Whether nothing goes on, and nothing is to be remembered that was not known before.
  func isAtRest(since earlier: ModelDeploymentStatus) -> Bool {
    stable != nil && candidate == nil && arms.isEmpty && memory == earlier.memory
  }

  /// The status without what only tells of the spec and the cluster.
  private var memory: ModelDeploymentStatus {
    var memory = self
    (memory.observedGeneration, memory.router, memory.selector, memory.replicas) = (nil, "", "", 0)
    memory.stable?.replicas = 0
    memory.stable?.ready = 0
    (memory.traffic, memory.analysis, memory.autoscaling) = ([], nil, nil)
    (memory.explanation, memory.conditions) = (nil, [])
    return memory
  }
}
