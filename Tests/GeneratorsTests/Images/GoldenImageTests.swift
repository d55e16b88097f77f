import Foundation
import SlipwayAPI
import Testing

@testable import Generators

/// Whole images of each framework, as they were: `UPDATE_GOLDEN=1` writes the files anew.
@Suite struct GoldenImageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden")

  private static let entries = Framework.allCases.map { framework in
    var settings = ImageSettings(name: "fraud")
    settings.version = "12"
    return ImageMatrix.Entry(name: framework.rawValue, settings: settings, inspection: ImageMatrix.inspection(framework))
  } + ImageMatrix.all.filter { ["onnxruntime-1.31.1-cuda", "triton-onnx", "vllm-huggingface", "program-1", "locked"].contains($0.name) }

  @Test("each image", arguments: entries)
  func image(entry: ImageMatrix.Entry) throws {
    for file in try entry.files() where !file.path.text.hasSuffix(".py") {
      let url = Self.folder.appending(components: entry.name, file.path.text)
      if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
      }
      #expect(try Data(contentsOf: url) == Data(file.bytes), "\(entry.name)/\(file.path)")
    }
  }
}
