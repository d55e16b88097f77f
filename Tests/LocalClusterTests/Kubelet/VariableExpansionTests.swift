import Testing

@testable import LocalCluster

@Suite struct VariableExpansionTests {
  /// The cases of the API reference's rules, and those at their edges.
  @Test(arguments: [
    ("plain", "plain"),
    ("$(A)", "one"),
    ("<$(A)$(B)>", "<onetwo>"),
    ("$(MISSING)", "$(MISSING)"),
    ("$$(A)", "$(A)"),
    ("$$$(A)", "$one"),
    ("$$$$(A)", "$$(A)"),
    ("$A", "$A"),
    ("${A}", "${A}"),
    ("$(A", "$(A"),
    ("$", "$"),
    ("$$", "$"),
    ("a$", "a$"),
    ("$()", "$()"),
    ("$(NESTED)", "$(A)"),
    ("ü$(A)ü", "üoneü"),
  ])
  func expands(text: String, expected: String) {
    let variables = ["A": "one", "B": "two", "NESTED": "$(A)"]
    #expect(VariableExpansion.expand(text, variables) == expected)
  }
}
