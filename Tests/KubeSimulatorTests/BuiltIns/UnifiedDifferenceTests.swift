import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct UnifiedDifferenceTests {
  private func lines(_ text: String) -> [String] { text.map { "\($0)\n" } }

  /// The expected texts are what Python's `difflib.unified_diff` writes without its header.
  @Test(arguments: [
    ("abc", "abc", ""),
    ("abcdefghij", "abcdeXghij", "@@ -3,7 +3,7 @@\n c\n d\n e\n-f\n+X\n g\n h\n i\n"),
    ("abc", "abcd", "@@ -1,3 +1,4 @@\n a\n b\n c\n+d\n"),
    ("abcdefghijklmno", "Xbcdefghijklmn", "@@ -1,4 +1,4 @@\n-a\n+X\n b\n c\n d\n@@ -12,4 +12,3 @@\n l\n m\n n\n-o\n"),
    ("a", "b", "@@ -1 +1 @@\n-a\n+b\n"),
  ]) func isThatOfTheServer(_ old: String, _ new: String, _ expected: String) {
    #expect(UnifiedDifference.text(lines(old), lines(new)) == expected)
  }

  @Test func podsAreShownAsTheServerHoldsThem() {
    let text = InternalForm.difference(
      ["containers": [["name": "a", "image": "i"]], "restartPolicy": "Always"],
      ["containers": [["name": "a", "image": "i"]], "restartPolicy": "Never", "hostNetwork": true], as: "PodSpec")
    #expect(text.contains("- \"RestartPolicy\": \"Always\",\n+ \"RestartPolicy\": \"Never\",\n"))
    #expect(text.contains("-  \"HostNetwork\": false,\n+  \"HostNetwork\": true,\n"))
  }
}
