import KubeCore
import SlipwayAPI

extension ServiceManifests {
  /// The objects for `kubectl apply -k`, with the image as what an overlay changes.
  public func kustomization() -> [GeneratedFile] {
    let objects = plain + monitoring
    var image: JSONValue = ["name": .string(settings.image.repository)]
    // Kustomize takes a tag or a digest, and drops the tag for the digest.
    if let digest = settings.image.digest {
      image["digest"] = .string(digest)
    } else if let tag = settings.image.tag {
      image["newTag"] = .string(tag)
    }
    let kustomization: JSONValue = [
      "apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization",
      "namespace": .string(settings.namespace),
      "resources": .array(objects.map { .string($0.path.text) }.sorted { $0.description < $1.description }),
      "images": [image],
    ]
    return (objects + [GeneratedObject("kustomization.yaml", kustomization)]).map { $0.file() }
      .sorted { $0.path < $1.path }
  }
}
