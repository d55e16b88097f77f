import ArgumentParser
import CommandKit

/// What commands take that change an object, and print it when asked.
struct ObjectOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "json, yaml, name or jsonpath=TEMPLATE: print the object that was sent.")
  var output: String?

  func format() throws -> OutputFormat { try output.map { text throws(CommandError) in try OutputFormat(text) } ?? .table }
}
