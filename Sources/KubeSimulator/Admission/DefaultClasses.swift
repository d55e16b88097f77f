import KubeCore

/// The classes that ingresses and claims get that name none: the newest that says that it is the default.
enum DefaultClasses {
  static func apply(to object: inout JSONValue, _ definition: ResourceDefinition, _ store: ObjectStore) {
    let path: [String]
    let (classes, mark, own): (String, String, String)
    switch definition.storage {
    case "networking.k8s.io/ingresses":
      path = ["spec", "ingressClassName"]
      (classes, mark) = ("networking.k8s.io/ingressclasses", "ingressclass.kubernetes.io/is-default-class")
      own = "kubernetes.io/ingress.class"
    case "persistentvolumeclaims":
      path = ["spec", "storageClassName"]
      (classes, mark) = ("storage.k8s.io/storageclasses", "storageclass.kubernetes.io/is-default-class")
      own = "volume.beta.kubernetes.io/storage-class"
    default: return
    }
    guard object["spec"] != nil, object[path] == nil, object.annotations[own] == nil else { return }
    let defaults = store.objects(in: classes).map(\.value).filter { $0.annotations[mark] == "true" }
    func age(_ value: JSONValue) -> String { value.metadata["creationTimestamp"]?.string ?? "" }
    let newest = defaults.min { (age($1), $0.name) < (age($0), $1.name) }
    if let newest { object[path] = .string(newest.name) }
  }
}
