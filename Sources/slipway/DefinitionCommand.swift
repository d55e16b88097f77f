import ArgumentParser
import KubeCore
import SlipwayAPI

struct DefinitionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crd", abstract: "Print the definitions of Slipway's kinds as YAML.")

  @Argument(help: "The plural names of the kinds to print, such as rolloutrequests; all when absent.")
  var kinds: [String] = []

  @Flag(help: "Print the reference of their fields instead, as Markdown.")
  var reference = false

  private static func plural(_ definition: JSONValue) -> String { definition[["spec", "names", "plural"]]?.string ?? "" }

  func validate() throws {
    let known = CustomResourceDefinition.all.map(Self.plural)
    for kind in kinds where !known.contains(kind) {
      throw ValidationError("\(kind) must be one of \(known.joined(separator: ", "))")
    }
  }

  func run() {
    if reference { return print(APIReference.page, terminator: "") }
    let wanted = CustomResourceDefinition.all.filter { kinds.isEmpty || kinds.contains(Self.plural($0)) }
    print(wanted.map { YAMLWriter.write($0, isCompact: true) }.joined(separator: "---\n"), terminator: "")
  }
}
