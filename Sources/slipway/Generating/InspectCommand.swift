import ArgumentParser
import GeneratorKit
import Generators
import KubeCore

struct InspectCommand: ParsableCommand {
  enum Output: String, ExpressibleByArgument, CaseIterable { case text, json }

  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Say what a model's files are, without running any of them.",
    discussion: "Exits with 1 when a pickle among them names what no model needs.")

  @Argument(help: "The model's folder or file.")
  var model: String

  @Option(name: .shortAndLong, help: "For people, or one JSON object.")
  var output: Output = .text

  func run() throws {
    let inspection = try ModelInspector(try ModelFolder(model)).inspect()
    let text = InspectionText(inspection)
    switch output {
    case .text: for line in text.lines { print(line) }
    case .json: print(String(decoding: JSONWriter.write(text.json, style: .pretty), as: UTF8.self))
    }
    if inspection.pickles.contains(where: { !$0.dangers.isEmpty }) { throw ExitCode(1) }
  }
}
