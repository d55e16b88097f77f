import SlipwayAPI
import Testing

@Suite struct BasisPointsTests {
  @Test(arguments: [
    ("0%", 0), ("5%", 500), ("25%", 2_500), ("0.5%", 50), ("0.05%", 5), ("33.33%", 3_333), ("100%", 10_000),
    ("9999.99%", 999_999),
  ])
  func reads(text: String, value: Int) {
    #expect(BasisPoints(text)?.rawValue == value)
    #expect(BasisPoints(rawValue: value).text == text)
  }

  @Test(arguments: ["", "%", "5", "5 %", "-5%", "+5%", ".5%", "5.%", "5.123%", "12345%", "1e2%", "5%%", "٥%", "1,5%"])
  func refuses(text: String) { #expect(BasisPoints(text) == nil) }

  @Test func readsWhatItNeedNotWrite() {
    #expect(BasisPoints("05.10%")?.rawValue == 510)
    #expect(BasisPoints("05.10%")?.text == "5.1%")
  }

  @Test func staysInBounds() {
    #expect(BasisPoints(rawValue: -1) == .zero)
    #expect(BasisPoints(rawValue: .max).rawValue == BasisPoints.limit)
    #expect(BasisPoints(percent: .max).rawValue == 999_900)
    #expect(BasisPoints(part: 1, of: 3).rawValue == 3_333)
    #expect(BasisPoints(part: 1, of: 0) == .zero)
    #expect(BasisPoints(percent: 120).complement == .zero)
  }
}
