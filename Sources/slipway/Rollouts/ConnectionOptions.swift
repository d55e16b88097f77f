import ArgumentParser
import CommandKit
import Foundation
import KubeClient
import KubeConnection

/// How the cluster is found: the options have the names and meanings that they have with kubectl.
struct ConnectionOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The namespace; that of the kubeconfig's context when absent.")
  var namespace: String?

  @Option(help: "The kubeconfig; KUBECONFIG or ~/.kube/config when absent.")
  var kubeconfig: String?

  @Option(help: "The kubeconfig's context; the current one when absent.")
  var context: String?

  @Option(help: "The name of another cluster of the kubeconfig.")
  var cluster: String?

  @Option(help: "The name of another user of the kubeconfig.")
  var user: String?

  @Option(name: .shortAndLong, help: "The address of the API server.")
  var server: String?

  @Option(help: "A bearer token.")
  var token: String?

  @Option(name: .customLong("as"), help: "The user to act as.")
  var impersonated: String?

  @Option(name: .customLong("as-group"), help: "A group to act as; may be given several times.")
  var impersonatedGroups: [String] = []

  @Option(name: .customLong("as-uid"), help: "The uid to act as.")
  var impersonatedUID: String?

  @Option(help: "The path of the certificates to trust.")
  var certificateAuthority: String?

  @Option(help: "The name that the server's certificate must be for, where that is not its address.")
  var tlsServerName: String?

  @Flag(help: "Do not check the server's certificate: anybody could be it.")
  var insecureSkipTlsVerify = false

  private var overrides: ConnectionOverrides {
    var overrides = ConnectionOverrides(kubeconfig: kubeconfig, context: context, namespace: namespace)
    (overrides.cluster, overrides.user, overrides.server) = (cluster, user, server)
    (overrides.certificateAuthority, overrides.skipsVerification) = (certificateAuthority, insecureSkipTlsVerify)
    overrides.token = token.map { Secret($0) }
    overrides.serverName = tlsServerName
    overrides.impersonation = impersonated.map {
      Impersonation(user: $0, uid: impersonatedUID, groups: impersonatedGroups)
    }
    return overrides
  }

  func validate() throws {
    guard impersonated != nil || (impersonatedGroups.isEmpty && impersonatedUID == nil) else {
      throw ValidationError("--as-group and --as-uid need --as")
    }
  }

  /// Runs a command in a session with the cluster, and turns what goes wrong into one line and an exit status.
  ///
  /// - Parameter failure: the status for what has none of its own.
  func run(failure: Int32 = 1, _ body: (CommandSession) async throws -> Void) async throws {
    let environment = ProcessInfo.processInfo.environment
    do {
      let access = try ClusterAccess.resolve(overrides, environment: environment)
      let configuration = ConnectionConfiguration(environment: environment)
      let transport = try HTTPSTransport(access, configuration: configuration)
      let session = CommandSession(
        client: KubeClient(transport: transport), namespace: access.namespace ?? "default",
        output: CommandOutput(environment: environment))
      try await body(session)
      await transport.shutdown()
    } catch let error as CommandError {
      throw Self.failure("\(error)", max(failure, error.exitStatus))
    } catch var error as KubeError {
      // Which request it was helps nobody who has only named an object.
      if error.outcome == .unchanged { error.request = nil }
      throw Self.failure("\(error)", failure)
    } catch let error as ConnectionError {
      throw Self.failure("\(error)", failure)
    }
  }

  private static func failure(_ message: String, _ status: Int32) -> ExitCode {
    FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    return ExitCode(status)
  }
}
