import KubeCore
import Testing

@Suite struct NameRuleTests {
  private static let long = String(repeating: "a", count: 64)

  @Test(
    "allows what API servers allow",
    arguments: [
      (NameRule.label, "a"), (.label, "0a-b9"), (.label1035, "a0"), (.subdomain, "a.b-c.0"),
      (.subdomain, String(repeating: "a", count: 253)), (.qualifiedName, "app"), (.qualifiedName, "example.com/App_1.x"),
      (.labelValue, ""), (.labelValue, "V1_2-3.4"),
    ])
  func allowed(rule: NameRule, text: String) { #expect(rule.violation(of: text) == nil) }

  @Test(
    "refuses what API servers refuse",
    arguments: [
      (NameRule.label, ""), (.label, "-a"), (.label, "a-"), (.label, "A"), (.label, "a.b"), (.label, long),
      (.label, "\u{e9}"), (.label1035, "0a"), (.subdomain, "a..b"), (.subdomain, ".a"), (.subdomain, "a_b"),
      (.subdomain, String(repeating: "a", count: 254)), (.qualifiedName, "a/b/c"), (.qualifiedName, "/a"),
      (.qualifiedName, "Example.com/a"), (.qualifiedName, "example.com/"), (.qualifiedName, long), (.labelValue, "a b"),
      (.labelValue, "_a"), (.labelValue, long),
    ])
  func refused(rule: NameRule, text: String) { #expect(!rule.allows(text)) }
}
