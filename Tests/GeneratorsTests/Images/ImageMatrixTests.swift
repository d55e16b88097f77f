import Foundation
import Testing

@testable import Generators

/// Properties of every image, and the way by which scripts/hadolint-matrix.sh gets all of them.
@Suite struct ImageMatrixTests {
  @Test func thereAreManyOfThem() {
    let names = ImageMatrix.all.map(\.name)
    #expect(names.count >= 60 && Set(names).count == names.count)
    print("image matrix: \(names.count) inputs")
  }

  @Test("the image runs as a user without rights, starts without a shell, and is read back", arguments: ImageMatrix.all)
  func image(entry: ImageMatrix.Entry) throws {
    let files = try entry.files()
    let dockerfile = try #require(files.first { $0.path.text == "Dockerfile" })
    let lines = try DockerfileReader.read(dockerfile.text)
    let user = try #require(lines.last { $0.instruction == "USER" }?.words.first)
    #expect(user.split(separator: ":").allSatisfy { Int($0).map { $0 > 0 } == true })
    #expect(lines.filter { ["RUN", "COPY", "ENTRYPOINT", "CMD"].contains($0.instruction) }.allSatisfy { $0.isList })
    #expect(lines.filter { $0.instruction == "FROM" }.allSatisfy { !$0.words[0].hasSuffix(":latest") })
    #expect(!dockerfile.text.contains("devel"))
    if entry.settings.lock == ImageLock() { #expect(!dockerfile.text.contains("@sha256:")) }
  }

  @Test("the same input gives the same bytes", arguments: ImageMatrix.all)
  func stable(entry: ImageMatrix.Entry) throws {
    #expect(try entry.files() == entry.files())
  }

  /// `SLIPWAY_GENERATED` names a folder for all images, for tools that are no part of the tests.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SLIPWAY_GENERATED"] != nil))
  func writeAll() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["SLIPWAY_GENERATED"])
    for entry in ImageMatrix.all {
      for file in try entry.files() where !file.path.text.hasSuffix(".py") {
        let url = URL(filePath: folder).appending(components: entry.name, file.path.text)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
      }
    }
  }
}
