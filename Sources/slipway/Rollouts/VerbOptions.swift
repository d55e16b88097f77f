public import ArgumentParser
public import CommandKit
import SlipwayAPI

/// What all verbs take.
struct VerbOptions: ParsableArguments {
  @Argument(help: "The name of the ModelDeployment.")
  var name: String

  @Option(help: "Why, for the history and the audit trail.")
  var reason: String?

  @Option(help: "none, client: only say what would be done, or server: let the server check it, and store nothing.")
  var dryRun = DryRun.none

  @Flag(inversion: .prefixedNo, help: "Wait for the operator's answer, 10 seconds at most.")
  var wait = true

  @OptionGroup var object: ObjectOption

  @OptionGroup var connection: ConnectionOptions

  func run(_ verb: RolloutVerb, revision: String? = nil) async throws {
    try await connection.run { session in
      var options = RequestOptions()
      (options.reason, options.dryRun, options.format) = (reason, dryRun, try object.format())
      if !wait { options.patience = nil }
      try await session.request(verb, of: try DeploymentName(name), revision: revision, options)
    }
  }
}

extension DryRun: ExpressibleByArgument {}
