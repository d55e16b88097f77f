import KubeTypes

extension PodSpec {
  /// Leaves what the operator looks at: which containers there are, and where they listen.
  mutating func trim() {
    func trimmed(_ container: Container) -> Container {
      var rest = Container(name: container.name, image: container.image)
      (rest.ports, rest.restartPolicy) = (container.ports, container.restartPolicy)
      return rest
    }
    var rest = PodSpec(containers: containers.map(trimmed))
    (rest.initContainers, rest.nodeName) = (initContainers?.map(trimmed), nodeName)
    self = rest
  }
}

extension Pod {
  @Sendable static func trim(_ pod: inout Pod) { pod.spec?.trim() }
}

extension Deployment {
  /// What the template holds is in the ModelDeployment too.
  @Sendable static func trim(_ deployment: inout Deployment) { deployment.spec?.template.spec.trim() }
}
