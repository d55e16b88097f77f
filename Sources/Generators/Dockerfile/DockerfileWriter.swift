import KubeCore

/// Writes a `Dockerfile` as text.
///
/// Programs and paths are written as JSON lists, which no shell reads; values in double quotes, with everything escaped that
/// an engine would expand (`Dockerfile reference`, sections on escapes and on replacement of variables).
struct DockerfileWriter {
  /// The frontend: the first one that has everything used here, by an exact version.
  private static let syntax = "docker/dockerfile:1.7.1"

  private var lines: [String] = []
  private var reasons: [LineReason] = []

  private init() {}

  static func write(_ dockerfile: Dockerfile, to path: RelativePath) throws(GeneratorError) -> GeneratedFile {
    var writer = DockerfileWriter()
    writer.lines = ["# syntax=\(syntax)"]
    writer.note("The version of the language that builders read: heredocs, mounts and checks are the same everywhere.")
    for step in dockerfile.steps {
      if case .from = step.instruction { writer.lines.append("") }
      let text = try line(step.instruction)
      writer.lines.append(text)
      writer.note(step.reason)
    }
    return GeneratedFile(path, writer.lines.joined(separator: "\n") + "\n", reasons: writer.reasons)
  }

  private mutating func note(_ reason: String) {
    reasons.append(LineReason(line: lines.count, text: lines.last ?? "", reason: reason))
  }

  private static func line(_ instruction: DockerInstruction) throws(GeneratorError) -> String {
    switch instruction {
    case .from(let image, let stage): "FROM \(image)" + (stage.map { " AS \($0)" } ?? "")
    case .environment(let pairs): "ENV " + (try text(of: pairs))
    case .labels(let pairs): "LABEL " + (try text(of: pairs))
    case .workingDirectory(let path): "WORKDIR \(path)"
    case .copy(let copy):
      "COPY " + (copy.source.map { "--from=\($0) " } ?? "") + list(copy.paths + [copy.destination])
    case .run(let command, let mounts):
      "RUN " + mounts.map { "--mount=type=cache,target=\($0.target),sharing=locked " }.joined() + list(command)
    case .user(let id): "USER \(id):\(id)"
    case .expose(let port): "EXPOSE \(port)"
    case .healthCheck(let check):
      "HEALTHCHECK --interval=\(check.interval)s --timeout=\(check.timeout)s --start-period=\(check.startPeriod)s "
        + "--retries=\(check.retries) CMD \(list(check.command))"
    case .entryPoint(let command): "ENTRYPOINT " + list(command)
    case .arguments(let arguments): "CMD " + list(arguments)
    }
  }

  private static func list(_ words: [String]) -> String { JSONValue.array(words.map { .string($0) }).description }

  private static func text(of pairs: [DockerPair]) throws(GeneratorError) -> String {
    var words: [String] = []
    for pair in pairs { words.append("\(pair.name)=\(try quoted(pair.value, field: pair.name))") }
    return words.joined(separator: " ")
  }

  /// A value between double quotes.
  ///
  /// - Throws: for a value of more than one line, which no escape of the language can express.
  static func quoted(_ value: String, field: String) throws(GeneratorError) -> String {
    guard PrintableText.isOneLine(value), value.utf8.count <= 4_096 else {
      throw .invalid(field, value, "must be one line of printable text of at most 4096 bytes")
    }
    var text = "\""
    for scalar in value.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || scalar == "$" { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}
