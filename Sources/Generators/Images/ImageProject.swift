import KubeCore
import SlipwayAPI

/// All files of a model's image: what is built, what it is built from, and what it holds.
public struct ImageProject {
  public let image: ImageGenerator
  private let digests: [String: String]
  private let features: [FeatureBounds]
  private let locked: [LockedPackage]

  /// - Parameters:
  ///   - digests: the SHA-256 of the files whose loading runs code, by path.
  ///   - locked: what `requirements.lock` holds, where there is one.
  public init(
    _ settings: ImageSettings, _ inspection: ModelInspection, digests: [String: String] = [:],
    features: [FeatureBounds] = [], locked: [LockedPackage] = []
  ) throws(GeneratorError) {
    var settings = settings
    settings.hasLockedRequirements = !locked.isEmpty
    image = try ImageGenerator(settings, inspection)
    (self.digests, self.features, self.locked) = (digests, features, locked)
    try checkLock()
  }

  /// A lock that was made for other requirements would install other packages than the image says.
  private func checkLock() throws(GeneratorError) {
    guard !locked.isEmpty else { return }
    let versions = Dictionary(locked.map { ($0.name, $0.version) }) { first, _ in first }
    for requirement in image.environment?.requirements ?? [] where requirement.marker == nil {
      guard let version = versions[requirement.name] else {
        throw GeneratorError(.conflict, "requirements.lock", "does not hold \(requirement.name): make it anew with --lock")
      }
      if let pinned = requirement.pinned, pinned != version {
        throw GeneratorError(
          .conflict, "requirements.lock",
          "holds \(requirement.name) \(version), but \(pinned) is asked for: make it anew with --lock")
      }
    }
  }

  /// The files, sorted by path: the same input gives the same bytes.
  public func files() throws(GeneratorError) -> [GeneratedFile] {
    var files = try image.files()
    if case .server = image.serving {
      files += try ServerGenerator(image.settings, image.inspection, digests: digests, features: features).files()
    }
    let bill = try makeBill().json
    files.append(
      GeneratedFile(RelativePath(known: "sbom.cdx.json"), JSONWriter.write(bill, style: .pretty) + [0x0A]))
    return files.sorted { $0.path < $1.path }
  }

  private func makeBill() throws(GeneratorError) -> BillOfMaterials {
    var bill = BillOfMaterials(name: image.settings.name, version: image.settings.version)
    for reference in try image.makeDockerfile(lock: image.settings.lock).images { bill.add(reference) }
    if locked.isEmpty {
      for requirement in image.environment?.requirements ?? [] {
        bill.add(package: requirement.name, version: requirement.pinned, hashes: [])
      }
    } else {
      for package in locked { bill.add(package: package.name, version: package.version, hashes: package.hashes) }
    }
    if case .server = image.serving { bill.add(program: "slipway-server", version: SlipwayVersion.current) }
    if image.settings.includesModel { bill.add(model: image.inspection, digests: digests) }
    return bill
  }
}
