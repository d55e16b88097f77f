import ArgumentParser
import SlipwayOperator

struct RoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "role", abstract: "Print the rules of the operator's role as YAML.")

  @Flag(help: "Print those instead that it needs on the whole cluster, beside the others, to look after all namespaces.")
  var cluster = false

  func run() {
    print(OperatorRole.text(of: cluster ? OperatorRole.clusterRules : OperatorRole.rules), terminator: "")
  }
}
