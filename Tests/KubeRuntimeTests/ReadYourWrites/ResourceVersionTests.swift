import KubeRuntime
import Testing

@Suite struct ResourceVersionTests {
  @Test(arguments: [
    ("10", "9", true), ("9", "10", false), ("10", "10", true), ("123", "122", true), ("122", "123", false),
    ("340282366920938463463374607431768211455", "340282366920938463463374607431768211454", true),
    ("18446744073709551616", "18446744073709551615", true),
    // Not numbers in the sense of the rule: equality only.
    ("010", "9", false), ("abc", "abc", true), ("abc", "abb", false), ("12", "abc", false), ("", "1", false),
    ("1.5", "1", false), ("\u{0661}\u{0662}", "1", false), ("-2", "1", false),
  ])
  func order(version: String, other: String, isAtLeast: Bool) {
    #expect(ResourceVersion.isAtLeast(version, other) == isAtLeast)
  }
}
