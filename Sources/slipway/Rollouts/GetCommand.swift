import ArgumentParser
import CommandKit

struct GetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "List ModelDeployments.",
    discussion: "-o is one of wide, json, yaml, name and jsonpath=TEMPLATE.")

  @Argument(help: "Names; all of the namespace when absent.")
  var names: [String] = []

  @Flag(name: [.customShort("A"), .long], help: "Those of all namespaces.")
  var allNamespaces = false

  @Option(name: [.customShort("l"), .long], help: "A label selector, such as team=fraud.")
  var selector: String?

  @Option(name: .shortAndLong, help: "What is printed.")
  var output: String?

  @Flag(name: .shortAndLong, help: "Go on with what changes, until Ctrl-C.")
  var watch = false

  @Flag(help: "Leave out the names of the columns.")
  var noHeaders = false

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    try await connection.run { session in
      var query = ListQuery()
      for name in names { query.names.append(try DeploymentName(name)) }
      (query.allNamespaces, query.watches, query.hasHeader) = (allNamespaces, watch, !noHeaders)
      if let selector { try query.select(selector) }
      if let output { query.format = try OutputFormat(output) }
      try await session.list(query)
    }
  }
}
