import KubeConnection
import KubeCore
import SlipwayOperator
import Testing

@Suite struct RoleTests {
  private let all = OperatorRole.rules + OperatorRole.clusterRules + OperatorRole.reviewRules + OperatorRole.secretRules

  @Test(
    "the chart's rules are those of the operator",
    arguments: [
      ("rules", OperatorRole.rules), ("cluster-rules", OperatorRole.clusterRules),
      ("review-rules", OperatorRole.reviewRules),
    ])
  func areOfTheOperator(file: String, rules: [OperatorRule]) throws {
    let path = "helm/slipway/files/\(file).yaml"
    #expect(try Repository.document(path).elements == rules.map(\.json))
    #expect(
      try Repository.text(path) == OperatorRole.text(of: rules),
      "\(path) is out of date: swift build && scripts/generate.sh renews it")
  }

  @Test("the chart puts them into the role, and Secrets only where that is asked for")
  func areInTheChart() throws {
    let template = try Repository.text("helm/slipway/templates/role.yaml")
    #expect(template.contains("rules:\n{{ .Files.Get \"files/rules.yaml\" | trim }}\n"))
    #expect(
      template.contains(
        "{{- if not .Values.operator.namespace }}\n{{ .Files.Get \"files/cluster-rules.yaml\" | trim }}\n{{- end }}\n"))
    #expect(
      try Repository.text("helm/slipway/templates/metricsrole.yaml")
        .contains("rules:\n{{ .Files.Get \"files/review-rules.yaml\" | trim }}\n"))
    let start = try #require(template.firstRange(of: "{{- if .Values.rbac.copySecrets }}\n")).upperBound
    let end = try #require(template[start...].firstRange(of: "{{- end }}")).lowerBound
    let rules = try YAMLParser.documents(String(template[start..<end])).first?.elements
    #expect(rules == OperatorRole.secretRules.map(\.json))
  }

  @Test("nothing stands for everything, and no right lets its holder take others")
  func hasNoWildcard() {
    for rule in all {
      #expect(!rule.resources.isEmpty && !rule.verbs.isEmpty)
      #expect(!([rule.group] + rule.resources + rule.verbs).contains { $0.contains("*") }, "\(rule)")
      #expect(Set(rule.verbs).isDisjoint(with: ["bind", "escalate", "impersonate"]), "\(rule)")
      #expect(rule.group != "rbac.authorization.k8s.io")
      #expect(Set(rule.resources).isDisjoint(with: ["pods/exec", "pods/attach", "serviceaccounts/token"]))
    }
  }

  @Test("no right to Secrets is given by default, and none ever to list them")
  func sparesSecrets() {
    for rule in OperatorRole.rules + OperatorRole.clusterRules { #expect(!rule.resources.contains("secrets")) }
    for rule in OperatorRole.secretRules { #expect(Set(rule.verbs).isDisjoint(with: ["list", "watch", "delete"])) }
  }

  @Test("no resource stands twice")
  func hasNoRepetition() {
    let names = (OperatorRole.rules + OperatorRole.clusterRules).flatMap { rule in rule.resources.map { "\(rule.group)/\($0)" } }
    #expect(Set(names).count == names.count)
  }
}
