import CommandKit
import FoundationEssentials
import KubeClient
import KubeCore
import KubeTestSupport
import SlipwayAPI
import Testing

/// What every command prints: for a wide and a narrow terminal, with colours, and for programs. `UPDATE_GOLDEN=1` writes the
/// files of the folder Golden anew.
@Suite(.timeLimit(.minutes(2))) struct GoldenTests {
  enum Look: String, CaseIterable, Sendable {
    /// No terminal: lines as long as they are, without colours.
    case plain
    /// A terminal of 60 columns that shows no colours.
    case narrow
    case colored
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// Whether it is for programs, so that terminals change nothing.
    var isForPrograms = false
    /// Changes the cluster before.
    var prepare: @Sendable (CommandFixture) -> Void = { _ in }
    /// Happens while a command goes on, which is interrupted then.
    var during: (@Sendable (CommandFixture) async throws -> Void)?
    var run: @Sendable (CommandSession) async throws -> Void

    var testDescription: String { name }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  private static let records = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  private static func list(_ name: String, _ format: String?, isForPrograms: Bool = false) -> Case {
    Case(name: name, isForPrograms: isForPrograms) { session in
      var query = ListQuery()
      if let format { query.format = try OutputFormat(format) }
      try await session.list(query)
    }
  }

  private static func verb(_ verb: RolloutVerb, _ format: String? = nil) -> Case {
    let name = ["verb-\(verb.rawValue)", format].compactMap(\.self).joined(separator: "-")
    return Case(
      name: name, isForPrograms: format != nil, prepare: { if verb == .retry { $0.reject("cccccccccc") } }
    ) { session in
      var options = RequestOptions()
      options.dryRun = .client
      if let format { options.format = try OutputFormat(format) }
      try await session.request(verb, of: try DeploymentName("fraud"), revision: verb == .rollBack ? "aaaaaaaaaa" : nil, options)
    }
  }

  private static let traffic = TrafficFigures(requestsPerSecond: 50, errorRate: 0.005, source: "as given")

  static let cases: [Case] = forPeople + forPrograms

  private static let forPeople: [Case] = [
    list("get", nil), list("get-wide", "wide"),
    Case(name: "status") { _ = try await $0.status(try DeploymentName("fraud"), waits: false, timeout: nil) },
    Case(name: "watch") { try await $0.show(try DeploymentName("fraud")) },
    Case(name: "explain") { try await $0.explain(try DeploymentName("fraud")) },
    Case(name: "evidence", prepare: { $0.addEvidence() }) {
      try await $0.evidence(try DeploymentName("fraud"), revision: nil, exports: false)
    },
    Case(name: "history") { try await $0.history(try DeploymentName("fraud")) },
    Case(name: "diff") { _ = try await $0.diff(try DeploymentName("fraud"), from: nil, to: nil) },
    Case(name: "plan") { try await $0.plan(try DeploymentName("fraud"), traffic: traffic) },
    Case(name: "doctor") { _ = try await $0.doctor([]) },
    Case(name: "set") {
      try await $0.set(.model, of: try DeploymentName("fraud"), to: "s3://models/fraud/13", dryRun: .client)
    },
    Case(name: "version") { session in
      session.output.writeVersion()
      try await session.showServerVersion()
    },
    Case(name: "rehearse") { _ = try rehearse($0) },
  ] + RolloutVerb.allCases.map { verb($0) }

  private static let forPrograms: [Case] = [
    list("get-json", "json", isForPrograms: true), list("get-yaml", "yaml", isForPrograms: true),
    list("get-name", "name", isForPrograms: true), verb(.promote, "json"), verb(.retry, "yaml"),
    Case(name: "status-json", isForPrograms: true) {
      _ = try await $0.status(try DeploymentName("fraud"), waits: false, timeout: nil, asJSON: true)
    },
    Case(name: "watch-json", isForPrograms: true, during: { try await $0.hold(ticking: true) }) {
      try await $0.watch(try DeploymentName("fraud"), asJSON: true)
    },
    Case(name: "get-watch-json", isForPrograms: true, during: { try await $0.hold() }) { session in
      var query = ListQuery()
      (query.format, query.watches) = (.data(.json), true)
      try await session.list(query)
    },
    Case(name: "get-watch", isForPrograms: true, during: { try await $0.hold() }) { session in
      var query = ListQuery()
      query.watches = true
      try await session.list(query)
    },
    Case(name: "status-wait-json", isForPrograms: true, during: { try await $0.hold() }) {
      _ = try await $0.status(try DeploymentName("fraud"), waits: true, timeout: nil, asJSON: true)
    },
    Case(name: "explain-yaml", isForPrograms: true) {
      try await $0.explain(try DeploymentName("fraud"), as: .yaml)
    },
    Case(name: "history-jsonpath", isForPrograms: true) {
      try await $0.history(try DeploymentName("fraud"), as: try DataFormat(#"jsonpath={range [*]}{.revision}{"\n"}{end}"#))
    },
    Case(name: "explain-json", isForPrograms: true) {
      try await $0.explain(try DeploymentName("fraud"), as: .json)
    },
    Case(name: "history-json", isForPrograms: true) {
      try await $0.history(try DeploymentName("fraud"), as: .json)
    },
    Case(name: "plan-json", isForPrograms: true) {
      try await $0.plan(try DeploymentName("fraud"), traffic: traffic, as: .json)
    },
    Case(name: "doctor-json", isForPrograms: true) { _ = try await $0.doctor([], as: .json) },
    Case(name: "set-name", isForPrograms: true) {
      try await $0.set(
        .model, of: try DeploymentName("fraud"), to: "s3://models/fraud/13", dryRun: .client, format: .name)
    },
    Case(name: "version-json", isForPrograms: true) { try await $0.output.writeVersions($0, as: .json) },
    Case(name: "lint", isForPrograms: true) { lint($0) },
    Case(name: "lint-json", isForPrograms: true) { lint($0, as: .json) },
    Case(name: "completion", isForPrograms: true) { session in
      let commands = [
        CompletedCommand("promote"), CompletedCommand("lint", takesDeployment: false),
        CompletedCommand("set", choices: ["image", "model"]),
      ]
      let lines = [
        [""], ["pro"], ["promote", ""], ["promote", "x"], ["promote", "--f"], ["lint", ""], ["set", ""], ["set", "im"],
        ["set", "image", ""],
      ]
      for words in lines {
        session.output.write("\(words)\n")
        await session.complete(words, commands)
      }
    },
    Case(name: "record", isForPrograms: true) { session in
      let session = CommandSession(
        client: KubeClient(transport: MetricsProxy(session.client.transport)), namespace: session.namespace,
        output: session.output, time: ManualTime().jumpingSource)
      try await session.record(try DeploymentName("fraud"), every: .seconds(10), for: .seconds(20))
    },
    Case(name: "rehearse-json", isForPrograms: true) { _ = try rehearse($0, as: .json) },
  ]

  private static func lint(_ session: CommandSession, as format: DataFormat? = nil) {
    var linter = Linter()
    linter.check(faulty, file: "fraud.yaml")
    linter.check("kind: [", file: "broken.yaml")
    linter.write(to: session.output, as: format)
  }

  /// A manifest with a mistake of each kind.
  private static let faulty = """
    apiVersion: slipway.dev/v1alpha1
    kind: ModelDeployment
    metadata: {name: fraud}
    spec:
      replica: 3
      model: {uri: "s3://models/fraud/12", format: sklearn}
      strategy: {type: Canary, canary: {steps: [{weight: 50%}, {weight: 5%}]}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: fraud}
    spec: {ports: [{port: 0}]}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: fraud}
    ---
    apiVersion: example.com/v1
    kind: Unknown
    metadata: {name: other}
    """

  private static func rehearse(_ session: CommandSession, as format: DataFormat? = nil) throws -> Int32 {
    var planner = RolloutPlanner(session.output)
    planner.format = format
    var worse = MadeUpService()
    worse.errorRate = 0.1
    return try planner.rehearse(
      CommandFixture.manifest, requestsPerSecond: 50, stable: MadeUpService(), candidate: worse, seed: 7)
  }

  @Test("prints what it always printed", arguments: cases, Look.allCases)
  func isGolden(_ command: Case, _ look: Look) async throws {
    guard !command.isForPrograms || look == .plain else { return }
    let fixture = CommandFixture.midway()
    command.prepare(fixture)
    let session = fixture.session(
      style: TextStyle(isColored: look == .colored), width: look == .narrow ? 60 : nil, isTerminal: look != .plain)
    let running = Task { try await command.run(session) }
    if let during = command.during {
      try await during(fixture)
      running.cancel()
      _ = await running.result
    } else {
      try await running.value
    }
    let file = Self.folder.appending(path: "\(command.name).\(look.rawValue).txt")
    let text = fixture.takeOutput()
    if Self.records { try Data(text.utf8).write(to: file) }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden, "UPDATE_GOLDEN=1 records what is printed now")
    if look == .narrow {
      #expect(text.split(separator: "\n").allSatisfy { TextStyle.width(of: String($0)) <= 60 })
    }
    #expect(text.contains("\u{1B}") == (look == .colored && golden.contains("\u{1B}")))
  }

  @Test("no file is left over")
  func filesAreUsed() throws {
    let expected = Self.cases.flatMap { command in
      (command.isForPrograms ? [.plain] : Look.allCases).map { "\(command.name).\($0.rawValue).txt" }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted() == expected.sorted())
  }
}
