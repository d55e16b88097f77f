import Testing

@testable import Observability

@Suite struct ExpositionTextTests {
  @Test(arguments: [
    (0.0, "0"), (-3.0, "-3"), (2.5, "2.5"), (1e-05, "1e-05"), (9_007_199_254_740_991, "9007199254740991"),
    (1e300, "1e+300"), (.nan, "NaN"), (.infinity, "+Inf"), (-.infinity, "-Inf"),
  ])
  func numbersReadBackAsTheSameValue(value: Double, text: String) {
    #expect(ExpositionText.number(value) == text)
    if !value.isNaN { #expect(Double(text) == value) }
  }
}
