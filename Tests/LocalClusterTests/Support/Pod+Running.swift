import KubeCore
import KubeTypes

extension Pod {
  /// A pod of one container.
  static func running(_ name: String, image: String, args: [String]) -> Pod {
    var container = Container(name: "main", image: image)
    container.args = args
    var spec = PodSpec(containers: [container])
    spec.terminationGracePeriodSeconds = 5
    return Pod(metadata: ObjectMeta(name: name, namespace: "default"), spec: spec)
  }
}
