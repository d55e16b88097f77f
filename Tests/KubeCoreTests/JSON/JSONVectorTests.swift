import FoundationEssentials
import Testing

@testable import KubeCore

/// The cases of JSONTestSuite, read from beside the checkout.
@Suite struct JSONVectorTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/vectors/json-parsing").standardized

  /// What is made of the cases that RFC 8259 leaves open. All others with `i_` are refused.
  ///
  /// Numbers of any size are kept as they are; nesting of 500 is within the limit. Lone surrogates, bytes that are not
  /// UTF-8, byte order marks and UTF-16 are refused, as no API server ever sends them.
  private static let acceptedByChoice: Set<String> = [
    "i_number_double_huge_neg_exp.json", "i_number_huge_exp.json", "i_number_neg_int_huge_exp.json",
    "i_number_pos_double_huge_exp.json", "i_number_real_neg_overflow.json", "i_number_real_pos_overflow.json",
    "i_number_real_underflow.json", "i_number_too_big_neg_int.json", "i_number_too_big_pos_int.json",
    "i_number_very_big_negative_int.json", "i_structure_500_nested_arrays.json",
  ]

  @Test(
    "behaves as the names of the parsing vectors say",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder.path),
      "skipped: the parsing vectors are not beside the checkout"))
  func publishedVectors() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".json") }
    #expect(names.count > 300)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
      let value = try? JSONParser.parse(bytes)
      switch name.prefix(2) {
      case "y_": #expect(value != nil, "\(name) must be accepted")
      case "n_": #expect(value == nil, "\(name) must be refused")
      default: #expect((value != nil) == Self.acceptedByChoice.contains(name), "\(name) is not as documented")
      }
      if let value { #expect(try JSONParser.parse(JSONWriter.write(value)) == value, "\(name) changes on its way") }
    }
  }
}
