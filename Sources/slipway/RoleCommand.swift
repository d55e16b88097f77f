import ArgumentParser
import SlipwayOperator

struct RoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role", abstract: "Print the rules of the operator's role as YAML.")

  @Flag(help: "Print those instead that it needs on the whole cluster, beside the others, to look after all namespaces.")
  var cluster = false

  @Flag(help: "Print those instead that it needs on the whole cluster to show its metrics to those only who may read them.")
  var reviews = false

  func validate() throws {
    guard !cluster || !reviews else { throw ValidationError("--cluster and --reviews exclude each other") }
  }

  func run() {
    let rules = reviews ? OperatorRole.reviewRules : cluster ? OperatorRole.clusterRules : OperatorRole.rules
    print(OperatorRole.text(of: rules), terminator: "")
  }
}
