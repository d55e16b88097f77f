import CommandKit
import KubeCore
import Testing

@Suite struct ListTests {
  @Test func showsTheServersColumns() async throws {
    let fixture = CommandFixture.midway()
    try await fixture.session().list(ListQuery())
    #expect(
      fixture.takeOutput() == """
        NAME    STRATEGY   PHASE         STEP   WEIGHT   STABLE       CANDIDATE    READY   AGE
        fraud   Canary     Progressing   2/3    20%      aaaaaaaaaa   bbbbbbbbbb   True    0s

        """)
  }

  @Test func showsAllColumnsOfAllNamespaces() async throws {
    let fixture = CommandFixture.midway()
    var query = ListQuery()
    (query.allNamespaces, query.format) = (true, .wide)
    try await fixture.session().list(query)
    let lines = fixture.takeOutput().split(separator: "\n")
    #expect(lines.first?.hasPrefix("NAMESPACE   NAME    STRATEGY") == true)
    #expect(lines.first?.hasSuffix("VERDICT      MODEL                  ROUTER") == true)
    #expect(lines.last?.hasPrefix("default     fraud   Canary") == true)
  }

  @Test func coloursNothingButTheHeader() async throws {
    let fixture = CommandFixture.midway()
    try await fixture.session(style: TextStyle(isColored: true)).list(ListQuery())
    #expect(fixture.takeOutput().hasPrefix("\u{1B}[2mNAME\u{1B}[0m    \u{1B}[2mSTRATEGY\u{1B}[0m"))
  }

  @Test(arguments: [
    ("name", "modeldeployment.slipway.dev/fraud\n"), ("jsonpath={.status.phase}", "Progressing"),
    ("jsonpath={.metadata.name}{\"\\t\"}{.spec.replicas}", "fraud\t4"),
  ])
  func printsOneForPrograms(_ format: String, _ expected: String) async throws {
    let fixture = CommandFixture.midway()
    var query = ListQuery()
    (query.names, query.format) = ([try DeploymentName("mdl/fraud")], try OutputFormat(format))
    try await fixture.session().list(query)
    #expect(fixture.takeOutput() == expected)
  }

  @Test(arguments: ["json", "yaml"])
  func printsSeveralAsAList(_ format: String) async throws {
    let fixture = CommandFixture.midway()
    var query = ListQuery()
    query.format = try OutputFormat(format)
    try await fixture.session().list(query)
    let text = fixture.takeOutput()
    #expect(text.contains("List") && !text.contains("managedFields"))
    if format == "json" {
      let list = try JSONParser.parse(text)
      #expect(list["items"]?.elements.first?[["metadata", "name"]] == "fraud")
    }
  }

  @Test func saysThatThereAreNone() async throws {
    let fixture = CommandFixture()
    try await fixture.session().list(ListQuery())
    #expect(fixture.takeOutput() == "No resources found in default namespace.\n")
  }

  @Test(arguments: [nil, "name", "json"])
  func showsWhatThereIsOfSeveralNames(_ format: String?) async throws {
    let fixture = CommandFixture.midway()
    var query = ListQuery()
    query.names = try ["one", "fraud", "two"].map { name throws(CommandError) in try DeploymentName(name) }
    if let format { query.format = try OutputFormat(format) }
    let error = await #expect(throws: CommandError.self) { try await fixture.session().list(query) }
    #expect(
      error?.description == """
        modeldeployments.slipway.dev "one" not found
        error: modeldeployments.slipway.dev "two" not found
        """)
    #expect(error?.exitStatus == 1)
    #expect(fixture.takeOutput().contains("fraud"))
  }

  @Test func refusesWhatExcludesEachOther() async {
    var query = ListQuery()
    (query.names, query.allNamespaces) = ([(try? DeploymentName("a"))].compactMap { $0 }, true)
    let error = #expect(throws: CommandError.self) { try query.check() }
    #expect(error?.description == "names cannot be given together with -A or -l")
    #expect(error?.exitStatus == 2)
  }

  @Test(arguments: ["xml", "wide", "name", "jsonpath={.a"])
  func refusesUnknownFormatsOfData(_ format: String) {
    #expect(throws: CommandError(.usage, "")) { try DataFormat(format) }
  }

  @Test(arguments: ["xml", "jsonpath={.a", "custom-columns=a"])
  func refusesUnknownFormats(_ format: String) {
    #expect(throws: CommandError(.usage, "")) { try OutputFormat(format) }
  }

  @Test(arguments: [
    ("fraud", "fraud"), ("mdl/fraud", "fraud"), ("modeldeployment/fraud", "fraud"),
    ("ModelDeployments.slipway.dev/fraud", "fraud"), ("", nil), ("pod/fraud", nil), ("mdl/", nil), ("a/b/c", nil),
  ])
  func readsNames(_ text: String, _ expected: String?) {
    #expect((try? DeploymentName(text))?.name == expected)
  }
}
