import SlipwayAPI
import Testing

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("0s", 0), ("90s", 90_000), ("1h30m", 5_400_000), ("250ms", 250), ("1m0s", 60_000), ("1s5ms", 1_005),
    ("999999h", 3_599_996_400_000),
  ])
  func reads(text: String, milliseconds: Int64) { #expect(TimeSpan(text)?.milliseconds == milliseconds) }

  @Test(arguments: ["", "5", "s", "5 s", "-5s", "1.5h", "30m1h", "5s5s", "5d", "1000000s", "1h30", "5S", "5µs", "٥s"])
  func refuses(text: String) { #expect(TimeSpan(text) == nil) }

  @Test(arguments: [(0, "0s"), (90_000, "1m30s"), (5_400_000, "1h30m"), (1_005, "1s5ms"), (-1, "0s")])
  func writes(milliseconds: Int64, text: String) {
    #expect(TimeSpan(milliseconds: milliseconds).text == text)
    #expect(TimeSpan(text)?.milliseconds == max(0, milliseconds))
  }
}
