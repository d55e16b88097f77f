import Testing

@testable import KubeCore

@Suite struct TimestampTests {
  @Test(
    "reads and writes RFC 3339",
    arguments: [
      ("1970-01-01T00:00:00Z", Int64(0)), ("2026-11-21T12:34:56Z", 1_795_264_496),
      ("2000-02-29T23:59:59Z", 951_868_799), ("1969-12-31T23:59:59Z", -1),
    ])
  func roundTrip(text: String, seconds: Int64) {
    #expect(Timestamp(text) == Timestamp(seconds: seconds))
    #expect(Timestamp(seconds: seconds).text == text)
  }

  @Test("offsets and fractions are understood")
  func offsets() {
    #expect(Timestamp("1970-01-01T02:00:00.5+02:00") == Timestamp(seconds: 0, nanoseconds: 500_000_000))
    #expect(Timestamp(seconds: 0, nanoseconds: 500_000_000).text == "1970-01-01T00:00:00.500000Z")
    #expect(MicroTime(Timestamp(seconds: 0)).text == "1970-01-01T00:00:00.000000Z")
  }

  @Test("refuses other texts", arguments: ["", "2026-11-21", "2026-13-01T00:00:00Z", "2026-11-21T00:00:00", "x"])
  func refuses(text: String) { #expect(Timestamp(text) == nil) }

  @Test("arithmetic carries nanoseconds")
  func arithmetic() {
    let start = Timestamp(seconds: 10, nanoseconds: 900_000_000)
    let end = start + .milliseconds(200)
    #expect(end == Timestamp(seconds: 11, nanoseconds: 100_000_000))
    #expect(end - start == .milliseconds(200))
    #expect(end + .milliseconds(-200) == start)
  }
}
