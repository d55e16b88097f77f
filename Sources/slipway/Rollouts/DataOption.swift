import ArgumentParser
import CommandKit

/// What commands take that print a text for people or data for programs.
struct DataOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "json, yaml or jsonpath=TEMPLATE: for programs.")
  var output: String?

  func validate() throws { _ = try format() }

  /// `nil` for people.
  func format() throws -> DataFormat? { try output.map { text throws(CommandError) in try DataFormat(text) } }
}
