import KubeCore
import Testing

/// `manifests/install.yaml`, by its objects.
struct InstallManifest {
  let objects: [JSONValue]

  init() throws { objects = try Repository.documents("manifests/install.yaml") }

  var kinds: [String] { objects.map { $0["kind"]?.string ?? "" } }

  /// The only object of a kind.
  func object(_ kind: String) throws -> JSONValue {
    let found = objects.filter { $0["kind"]?.string == kind }
    try #require(found.count == 1, "install.yaml must hold one \(kind)")
    return found[0]
  }

  func pod() throws -> JSONValue { try #require(try object("Deployment")[["spec", "template", "spec"]]) }

  func container() throws -> JSONValue {
    let containers = try pod()["containers"]?.elements ?? []
    try #require(containers.count == 1)
    return containers[0]
  }
}
