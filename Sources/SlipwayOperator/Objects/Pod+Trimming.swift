import KubeTypes

extension PodSpec {
  /// Leaves what the operator looks at: which containers there are, where they listen, and the devices that they have.
  mutating func trim() {
    func trimmed(_ container: Container) -> Container {
      var rest = Container(name: container.name, image: container.image)
      (rest.ports, rest.restartPolicy) = (container.ports, container.restartPolicy)
      let devices = (container.resources?.limits ?? [:]).filter { SpareDevices.isDevice($0.key) }
      if !devices.isEmpty { rest.resources = ResourceRequirements(limits: devices) }
      return rest
    }
    var rest = PodSpec(containers: containers.map(trimmed))
    rest.initContainers = initContainers.map { $0.map(trimmed) }
    rest.nodeName = nodeName
    self = rest
  }
}

extension PodStatus {
  /// Leaves what the operator looks at: where the pod is, since when, whether it is ready, and what keeps it from that.
  fileprivate mutating func trim() {
    (podIPs, hostIP) = (nil, nil)
    conditions = conditions?.compactMap { condition in
      if condition.status == "True" {
        return condition.type == "Ready" ? PodCondition(type: condition.type, status: condition.status) : nil
      }
      return condition
    }
    containerStatuses = containerStatuses.flatMap(Self.notable)
    initContainerStatuses = initContainerStatuses.flatMap(Self.notable)
  }

  /// Those of containers that do not run.
  private static func notable(_ statuses: [ContainerStatus]) -> [ContainerStatus]? {
    let notable = statuses.filter { $0.state?.running == nil }
    return notable.isEmpty ? nil : notable
  }
}

extension Pod {
  @Sendable static func trim(_ pod: inout Pod) {
    pod.spec?.trim()
    pod.status?.trim()
  }
}

extension Deployment {
  /// What the template holds is in the ModelDeployment too.
  @Sendable static func trim(_ deployment: inout Deployment) { deployment.spec?.template.spec.trim() }
}
