/// What the demo plays, and where.
public struct DemoConfiguration: Sendable {
  public var scenario: Scenario
  public var modelSet: ModelSet
  /// Drives the rows that are sent and when; a run is not repeatable to the request, since real processes answer.
  public var seed: UInt64
  /// The folder `Examples` of the source.
  public var examples: String
  /// The program that pods run: this one.
  public var program: String
  /// A program that serves the candidate in place of this one; `nil` for the example's own server.
  public var candidateProgram: String?
  /// A real cluster to play on; a simulated one when absent.
  public var kubeconfig: String?
  public var context: String?
  /// Whether the cluster has its operator, definitions and nodes already, so that none are brought along; default `false`.
  public var usesInstalledOperator = false
  /// What divides the traffic; default the Service, where it can do what the scenario needs.
  public var router: DemoRouter
  /// Requests a second; default 60.
  public var rate: Double = 60
  /// A server that speaks the API of Prometheus and scrapes the pods once a second; the operator does so itself when absent.
  public var prometheus: String?
  /// Whether cluster, model and traffic go on after the decision until the demo is interrupted; default `false`.
  public var keepsRunning = false
  /// When the demo gives up; default 4 minutes.
  public var limit: Duration = .seconds(240)

  public init(scenario: Scenario, modelSet: ModelSet, seed: UInt64, examples: String, program: String) {
    self.scenario = scenario
    router = scenario.needsRoutes ? .gateway : .service
    self.modelSet = modelSet
    self.seed = seed
    self.examples = examples
    self.program = program
  }
}
