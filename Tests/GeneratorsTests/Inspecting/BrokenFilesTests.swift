import Testing

@testable import Generators

/// Files that were cut or changed somewhere end in an error or in less knowledge, and never in a trap.
@Suite struct BrokenFilesTests {
  private static let files = [
    "pipeline.joblib", "forest.joblib", "protocol-0.pkl", "protocol-2.pkl", "protocol-5.pkl", "model.onnx", "xgboost.json",
    "xgboost.ubj", "lightgbm.txt", "model.safetensors", "script.pt", "weights.pt", "saved_model.pb",
  ]

  private func look(_ bytes: [UInt8], _ name: String) {
    var files = [name: bytes]
    if name == "model.safetensors" { files["config.json"] = Array(#"{"model_type":"a"}"#.utf8) }
    _ = try? ModelInspector(MemoryFiles(files)).inspect()
  }

  @Test("cut at every byte", arguments: files)
  func cut(name: String) throws {
    let bytes = try #require(try MemoryFiles.model(name)[name])
    for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) { look(Array(bytes.prefix(count)), name) }
  }

  @Test("changed at random", arguments: files)
  func changed(name: String) throws {
    let bytes = try #require(try MemoryFiles.model(name)[name])
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
    for _ in 0..<40 {
      var copy = bytes
      for _ in 0..<(1 + random(4)) { copy[random(copy.count)] = UInt8(random(256)) }
      look(copy, name)
    }
  }

  @Test func depthIsBounded() {
    look(Array(repeating: UInt8(ascii: "("), count: 200_000), "model.pkl")
    look([0x80, 4] + Array(repeating: 0x5D, count: 200_000), "model.pkl")
  }
}
