import KubeCore
import KubeTypes

extension Pod {
  /// A pod of the Service `default/web`, with port 8080 named `http`.
  static func web(
    _ name: String, labels: [String: String] = ["app": "web"], address: String = "127.9.9.1", ready: Bool = true
  ) -> Pod {
    var container = Container(name: "main", image: "image")
    container.ports = [ContainerPort(name: "http", containerPort: 8080)]
    var pod = Pod(
      metadata: ObjectMeta(name: name, namespace: "default", labels: labels), spec: PodSpec(containers: [container]))
    pod.status = PodStatus()
    pod.status?.podIP = address
    pod.status?.conditions = [PodCondition(type: "Ready", status: ready ? "True" : "False")]
    return pod
  }
}

extension KubeTypes.Service {
  /// The Service `default/web`.
  static func web(
    selector: [String: String] = ["app": "web"], port: ServicePort = ServicePort(port: 80, targetPort: 8080)
  ) -> KubeTypes.Service {
    KubeTypes.Service(
      metadata: ObjectMeta(name: "web", namespace: "default"), spec: ServiceSpec(selector: selector, ports: [port]))
  }
}
