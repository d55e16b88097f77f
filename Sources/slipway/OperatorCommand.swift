import ArgumentParser
import CurlTransport
import Foundation
import KubeClient
import KubeConnection
import KubeRuntime
import Logging
import Observability
import ServiceLifecycle
import SlipwayOperator
import UnixSignals

struct OperatorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator", abstract: "Look after the ModelDeployments of a cluster.")

  @Option(help: "The kubeconfig; KUBECONFIG, ~/.kube/config or the pod's service account when absent.")
  var kubeconfig: String?

  @Option(help: "The kubeconfig's context; the current one when absent.")
  var context: String?

  @Option(help: "The namespace to look after; all when absent.")
  var namespace: String?

  @Option(help: "How many ModelDeployments are worked on at the same time.")
  var workers = 16

  @Option(help: "How much of a core reading the pods' metrics may take; beyond it they are read less often.")
  var scrapeShare = 0.25

  @Option(help: "The address of /metrics, /healthz, /readyz and /leaderz.")
  var host = "0.0.0.0"

  @Option(help: "Their port.")
  var port = 8080

  @Option(
    help: ArgumentHelp(
      """
      A folder with tls.crt and tls.key: /metrics is then shown over HTTPS alone, at --metrics-port. What is renewed there is \
      shown at once.
      """, valueName: "folder"))
  var metricsCertificate: String?

  @Option(help: "The port of /metrics with --metrics-certificate.")
  var metricsPort = 8443

  @Flag(help: "Show /metrics to those only who may `get` that path, by the token that they show and the cluster's word on it.")
  var authorizeMetrics = false

  @Flag(help: "Look whether an operator can work under this account and whether one does, say what is wrong, and end.")
  var check = false

  @Option(
    help: ArgumentHelp(
      "A network that ModelDeployments may name for metrics although it is reserved, such as 127.0.0.1/32; may be repeated.",
      valueName: "cidr"))
  var allowMetricNetwork: [String] = []

  @OptionGroup var replicas: ReplicaOptions

  @OptionGroup var logs: LogOptions

  func validate() throws {
    guard workers > 0 else { throw ValidationError("--workers must be at least 1, not \(workers)") }
    guard (0.01...64).contains(scrapeShare) else {
      throw ValidationError("--scrape-share must be from 0.01 to 64, not \(scrapeShare)")
    }
    for (name, port) in [("port", port), ("metrics-port", metricsPort)] where !(0...65_535).contains(port) {
      throw ValidationError("--\(name) must be from 0 to 65535, not \(port)")
    }
    do throws(CurlError) { _ = try AddressRules(allowing: allowMetricNetwork) } catch {
      throw ValidationError("--allow-metric-network: \(error.message)")
    }
  }

  func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let logger = logs.makeLogger("slipway.operator")
    let access = try ClusterAccess.resolve(
      ConnectionOverrides(kubeconfig: kubeconfig, context: context), environment: environment)
    var connection = ConnectionConfiguration(environment: environment)
    connection.observer = { logger.notice("\($0.message)", metadata: ["kind": "\($0.kind)"]) }
    let transport = try HTTPSTransport(access, configuration: connection)
    let metered = MeteredTransport(transport)
    let client = KubeClient(transport: metered)
    if check {
      let problems = try await findProblems(client, access)
      await transport.shutdown()
      guard problems.isEmpty else { throw ExitCode.failure }
      return
    }
    try await greet(client, logger)
    let instance = environment["POD_NAME"] ?? ProcessInfo.processInfo.hostName
    var configuration = OperatorConfiguration(namespace: namespace, instance: instance)
    (configuration.workers, configuration.scrapeShare) = (workers, scrapeShare)
    // With the credentials of nobody, but from inside: the API server is not for users' queries.
    let apiServer = URLComponents(string: access.server)?.host ?? ""
    configuration.metricAddresses = try AddressRules.guarded(allowing: allowMetricNetwork, besides: apiServer)
    let mode = try replicas.makeMode(client, access, instance: instance, logger: logger)
    let main = Operator(
      client, http: CurlClient(configuration: CurlConfiguration()), configuration: configuration, replicas: mode,
      logger: logger)
    let (registry, health) = (MetricsRegistry(), HealthState())
    registry.collect { MetricSnapshot.process() }
    let server = URLComponents(string: access.server).map { "\($0.host ?? "")\($0.port.map { ":\($0)" } ?? "")" }
    OperatorReporter.report(main, requests: (metered, server ?? access.server), to: registry, health)
    let servers = try servers(registry, health, client, logger)
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(
        services: servers + [OperatorService(main)],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
    await transport.shutdown()
  }

  /// One server for everything, or with a certificate one for the metrics and one for the kubelet, which checks none.
  private func servers(
    _ registry: MetricsRegistry, _ health: HealthState, _ client: KubeClient, _ logger: Logger
  ) throws -> [any Service] {
    let gate = authorizeMetrics ? MetricsGate(client, logger: logger) : nil
    var server = ObservabilityServer(
      host: host, port: port, registry: registry, health: health, scrapeGuard: gate.map { $0.answer }, logger: logger)
    guard let metricsCertificate else { return [server] }
    var metrics = server
    (metrics.port, metrics.pages) = (metricsPort, .metrics)
    metrics.certificate = try ServingCertificate(folder: metricsCertificate)
    server.pages = .probes
    return [server, metrics]
  }

  /// Ends the program when the server does not trust it or the other way round: only a person can mend that. A server
  /// that is not there yet is waited for.
  private func greet(_ client: KubeClient, _ logger: Logger) async throws(KubeError) {
    do throws(KubeError) {
      let version = try await client.serverVersion()
      logger.info("Connected", metadata: ["serverVersion": "\(version)"])
    } catch {
      guard error.isTransient else { throw error }
      logger.warning("The API server does not answer yet", metadata: ["error": "\(error)"])
    }
  }

  private func findProblems(_ client: KubeClient, _ access: ClusterAccess) async throws -> [String] {
    var check = OperatorCheck(
      client, namespace: namespace, leaseNamespace: replicas.leaseNamespace(access), leaseName: replicas.leaseName,
      isSharded: replicas.sharding)
    check.authorizesMetrics = authorizeMetrics
    let problems = try await check.problems(within: .seconds(30), time: .live)
    print(problems.isEmpty ? "all is well" : problems.joined(separator: "\n"))
    return problems
  }
}
