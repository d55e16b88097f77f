import FoundationEssentials
import Testing

@testable import Demo

@Suite("A data set")
struct DataSetTests {
  private static let examples = String(#filePath.split(separator: "/Tests/DemoTests/", maxSplits: 1)[0]) + "/Examples"

  @Test(
    "of the examples has the rows that no model was trained on",
    arguments: [
      (ModelSet.breastCancer, 228, 30, ["benign", "malignant"]), (.wine, 72, 13, ["class_0", "class_1", "class_2"]),
      (.digits, 719, 64, (0...9).map(String.init)),
    ])
  func examples(set: ModelSet, rows: Int, features: Int, labels: [String]) throws {
    let data = try DataSet(set, examples: Self.examples)
    #expect(data.rows.count == rows)
    #expect(data.rows.allSatisfy { $0.features.count == features })
    #expect(Set(data.rows.map(\.label)) == Set(labels))
  }

  private static func read(_ text: String) throws -> DataSet {
    let folder = FileManager.default.temporaryDirectory.appending(path: "slipway-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "data"), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appending(path: "data/wine.csv"))
    return try DataSet(.wine, examples: folder.path)
  }

  @Test("keeps numbers as they are written, and leaves out what was trained on")
  func rows() throws {
    let data = try Self.read("a,b,label,split\n1,2.50,red,test\n3,4,blue,train\r\n-5e-1,6,blue,test\n")
    #expect(data.rows.map(\.features) == [["1", "2.50"], ["-5e-1", "6"]])
    #expect(data.rows.map(\.label) == ["red", "blue"])
  }

  @Test(
    "says which line does not fit",
    arguments: [
      ("a,label,split\n1,red,test\nx,red,test\n", "line 3 must have 1 numbers"),
      ("a,label,split\n1,2,red,test\n", "line 2 must have 1 numbers"),
      ("a,b,label,split\n1,red,test\n", "line 2 must have 2 numbers"),
      ("a,label,split\nnan,red,test\n", "line 2 must have 1 numbers"),
      ("a,label,split\n0x10,red,test\n", "line 2 must have 1 numbers"),
      ("a,label,split\n+1,red,test\n", "line 2 must have 1 numbers"),
      ("label,split\nred,test\n", "line 2 must have 0 numbers"),
      ("a,label,split\n1,red,train\n", "has no rows of the split \"test\""), ("", "has no rows of the split \"test\""),
    ])
  func errors(text: String, expected: String) throws {
    let error = try #require(throws: DemoError.self) { try Self.read(text) }
    #expect(error.description.contains(expected), "\(error)")
    #expect(error.description.contains("data/wine.csv"))
  }

  @Test("names the file that is not there")
  func missingFile() throws {
    let error = try #require(throws: DemoError.self) { try DataSet(.digits, examples: "/nowhere") }
    #expect(error.description == "cannot read /nowhere/data/digits.csv")
  }
}
