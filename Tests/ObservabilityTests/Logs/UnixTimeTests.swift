import Testing

@testable import Observability

@Suite struct UnixTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
    (951_782_399_999, "2000-02-28T23:59:59.999Z"),
    (951_868_799_000, "2000-02-29T23:59:59.000Z"),
    (1_709_164_800_000, "2024-02-29T00:00:00.000Z"),
    (4_107_542_400_001, "2100-03-01T00:00:00.001Z"),
    (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
  ])
  func momentsAreWrittenInUTC(milliseconds: Int64, text: String) {
    #expect(UnixTime(milliseconds: milliseconds).rfc3339 == text)
  }

  @Test func extremesDoNotTrap() {
    #expect(!UnixTime(milliseconds: .max).rfc3339.isEmpty)
    #expect(!UnixTime(milliseconds: .min).rfc3339.isEmpty)
  }
}
