import KubeCore
import RolloutEngine
import Testing

@Suite struct RunbookTests {
  private func alerts() throws -> [JSONValue] {
    let groups = try Repository.document("helm/slipway/files/alerts.yaml")["groups"]?.elements ?? []
    return groups.flatMap { $0["rules"]?.elements ?? [] }
  }

  @Test("every alert has a runbook, and every runbook an alert")
  func alertsHaveRunbooks() throws {
    let names = try alerts().compactMap { $0["alert"]?.string }
    #expect(Set(names).count == names.count)
    #expect(try Repository.files(in: "docs/runbooks") == names.map { "\($0).md" }.sorted())
    for name in names {
      let page = try Repository.text("docs/runbooks/\(name).md")
      #expect(page.hasPrefix("# \(name)\n"))
      for part in ["Meaning", "Impact", "Diagnosis", "Mitigation"] { #expect(page.contains("\n## \(part)\n"), "\(name)") }
    }
  }

  @Test("an alert says how bad it is, what it means, and where its runbook is")
  func alertsAreWhole() throws {
    for alert in try alerts() {
      let name = alert["alert"]?.string ?? ""
      #expect(["critical", "warning", "info"].contains(alert[["labels", "severity"]]?.string), "\(name)")
      #expect(alert[["annotations", "summary"]]?.string?.isEmpty == false, "\(name)")
      #expect(alert[["annotations", "description"]]?.string?.isEmpty == false, "\(name)")
      #expect(alert[["annotations", "runbook_url"]]?.string == "RUNBOOKS/\(name).md")
      #expect(alert["for"]?.string?.isEmpty == false, "\(name)")
    }
  }

  @Test("every rule that can hold has a line of advice, and nothing else has one")
  func rulesHaveAdvice() throws {
    let lines = try Repository.text("docs/troubleshooting.md").split(separator: "\n")
    let rows = lines.filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    #expect(rows.sorted() == RolloutRule.allCases.map(\.rawValue).sorted())
  }
}
