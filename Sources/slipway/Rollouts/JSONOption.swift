import ArgumentParser

/// What commands take that print a line for people, or a line of JSON for programs, for each change.
struct JSONOption: ParsableArguments {
  @Option(name: .shortAndLong, help: "json: for programs.")
  var output: String?

  var isJSON: Bool { output != nil }

  func validate() throws {
    guard output == nil || output == "json" else { throw ValidationError("-o must be json, not \(output ?? "")") }
  }
}
