import KubeCore
import SlipwayAPI
import Testing

@testable import Generators

@Suite struct MaterialsTests {
  private let digest = "sha256:" + String(repeating: "ab", count: 32)

  @Test func aLockGivesDigestsToTheImagesThatItNames() throws {
    var settings = ImageSettings(name: "fraud")
    try settings.lock.record(digest, of: ImageReference("docker.io/library/python:3.13.14-slim-bookworm", field: "a"))
    let files = try ImageProject(settings, ImageMatrix.inspection(.sklearn)).files()
    let dockerfile = try #require(files.first { $0.path.text == "Dockerfile" }).text
    #expect(dockerfile.contains("FROM docker.io/library/python:3.13.14-slim-bookworm@\(digest) AS build"))
    let bill = try JSONParser.parse(try #require(files.first { $0.path.text == "sbom.cdx.json" }).text)
    let image = try #require(bill["components"]?.elements.first { $0["type"] == "container" })
    #expect(image["purl"]?.string == "pkg:oci/python@\(digest.replacing(":", with: "%3A"))?repository_url=docker.io%2Flibrary%2Fpython&tag=3.13.14-slim-bookworm")
  }

  @Test func locksAreReadBack() throws {
    var lock = ImageLock()
    try lock.record(digest, of: ImageReference("python:3", field: "a"))
    #expect(try ImageLock(lock.json) == lock)
    for json: JSONValue in [[:], ["schema": "slipway.dev/image-lock/v1"],
      ["schema": "slipway.dev/image-lock/v1", "images": ["python:3": "latest"]],
      ["schema": "slipway.dev/image-lock/v1", "images": ["python": "\(digest)"]],
      ["schema": "slipway.dev/image-lock/v2", "images": [:]]] {
      #expect(throws: GeneratorError.self) { try ImageLock(json) }
    }
  }

  @Test func lockedPackagesAreRead() throws {
    let hash = String(repeating: "0", count: 64)
    let packages = try LockedPackage.parse("# made by uv\nb==2 \\\n    --hash=sha256:\(hash) \\\n    --hash=sha256:\(hash)\na==1.0 --hash=sha256:\(hash)\n")
    #expect(packages.map(\.name) == ["a", "b"] && packages[1].hashes.count == 2)
    for text in ["a==1.0", "a>=1 --hash=sha256:\(hash)", "a==1 --hash=sha256:abc", "-r x", "a==1 --hash=md5:\(hash)"] {
      #expect(throws: GeneratorError.self) { try LockedPackage.parse(text) }
    }
  }

  @Test func aLockOfOtherRequirementsIsRefused() throws {
    let package = LockedPackage(name: "fastapi", version: "1.0", hashes: [String(repeating: "0", count: 64)])
    #expect(throws: GeneratorError(.conflict, "requirements.lock", "")) {
      try ImageProject(ImageSettings(name: "a"), ImageMatrix.inspection(.sklearn), locked: [package])
    }
  }

  @Test func theBillNamesWhatIsPinned() throws {
    let files = try ImageProject(
      ImageSettings(name: "fraud"), ImageMatrix.inspection(.sklearn, "1.9.1"), digests: ["model.bin": String(digest.dropFirst(7))]).files()
    let bill = try JSONParser.parse(try #require(files.first { $0.path.text == "sbom.cdx.json" }).text)
    let components = bill["components"]?.elements ?? []
    #expect(bill["bomFormat"] == "CycloneDX" && bill["serialNumber"]?.string?.hasPrefix("urn:uuid:") == true)
    #expect(components.contains { $0["purl"] == "pkg:pypi/scikit-learn@1.9.1" })
    #expect(components.contains { $0["type"] == "machine-learning-model" })
    #expect(components.contains { $0["name"] == "model.bin" && $0["hashes"]?[0]?["content"]?.string == String(digest.dropFirst(7)) })
    let references = components.compactMap { $0["bom-ref"]?.string }
    #expect(Set(references).count == components.count)
  }

  @Test func featuresAreCutWhereTheirSamplesAre() throws {
    let rows = (1...100).map { "\($0),\($0 % 2),x" }.joined(separator: "\n")
    let table = try FeatureTable("amount,flag,label\n\(rows)\n", leavingOut: ["label"], field: "reference")
    #expect(table.features.map(\.name) == ["amount", "flag"])
    #expect(table.features[0].bounds == [11, 21, 31, 41, 51, 61, 71, 81, 91])
    #expect(table.features[1].bounds == [0, 1])
    let quoted = (1...11).map { "\"x, \"\"y\"\"\",\"\($0)\"" }.joined(separator: "\n")
    #expect(try FeatureTable("name,\"a,b\"\n\(quoted)", leavingOut: [], field: "reference").features.map(\.name) == ["a,b"])
  }

  @Test(
    "tables that give no features",
    arguments: [
      "a\n1\n", "a,b\n" + String(repeating: "1,2\n", count: 20) + "3\n", "a\n" + String(repeating: "x\n", count: 20),
      "label\n" + String(repeating: "1\n", count: 20),
    ])
  func uselessTables(text: String) {
    #expect(throws: GeneratorError(.invalid, "reference", "")) {
      try FeatureTable(text, leavingOut: ["label"], field: "reference")
    }
  }
}
