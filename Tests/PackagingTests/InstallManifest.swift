import KubeCore
import Testing

/// A manifest that installs Slipway, by its objects.
struct InstallManifest {
  let file: String
  let objects: [JSONValue]

  init(_ file: String = "install") throws {
    self.file = "\(file).yaml"
    objects = try Repository.documents("manifests/\(file).yaml")
  }

  var kinds: [String] { objects.map { $0["kind"]?.string ?? "" } }

  /// The only object of a kind, or of a kind and name.
  func object(_ kind: String, named name: String? = nil) throws -> JSONValue {
    let found = objects.filter {
      $0["kind"]?.string == kind && (name == nil || $0[["metadata", "name"]]?.string == name)
    }
    try #require(found.count == 1, "\(file) must hold one \(kind) \(name ?? "")")
    return found[0]
  }

  func pod() throws -> JSONValue { try #require(try object("Deployment")[["spec", "template", "spec"]]) }

  func container() throws -> JSONValue {
    let containers = try pod()["containers"]?.elements ?? []
    try #require(containers.count == 1)
    return containers[0]
  }
}
