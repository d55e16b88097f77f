import ArgumentParser
import CommandKit
import Foundation

struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Check manifests without a cluster.",
    discussion: "Exits with 0 when nothing is wrong, with 1 for an error, with 2 for wrong arguments.")

  @Option(name: [.customShort("f"), .long], help: "A file with any number of documents, or - for standard input.")
  var filename: [String]

  @OptionGroup var data: DataOption

  func run() throws {
    var linter = Linter()
    for file in filename { linter.check(try ManifestFile.text(file), file: file == "-" ? "standard input" : file) }
    linter.write(to: CommandOutput(environment: ProcessInfo.processInfo.environment), as: try data.format())
    if linter.hasErrors { throw ExitCode(1) }
  }
}
