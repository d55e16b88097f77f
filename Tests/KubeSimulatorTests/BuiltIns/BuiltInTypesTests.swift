import Testing

@testable import KubeSimulator

@Suite struct BuiltInTypesTests {
  /// Two types of one name would be taken for one with the members of both.
  @Test func everyTypeIsWrittenDownOnce() {
    let lines = BuiltInTypes.text.split(separator: "\n").filter { $0.first != " " }
    let names = lines.compactMap { $0.split(separator: " ").first }
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    #expect(counts.filter { $0.value > 1 }.keys.sorted() == [])
    #expect(counts.count > 100)
  }
}
