public import KubeCore
import SlipwayAPI

/// What `-o` asks for where a command tells what is no object of the cluster.
public enum DataFormat: Sendable, Hashable {
  case json
  case yaml
  case jsonPath(JSONPathTemplate)

  /// Reads the value of the option.
  ///
  /// - Throws: `.usage`, with what is allowed.
  public init(_ text: String) throws(CommandError) {
    switch text {
    case "json": self = .json
    case "yaml": self = .yaml
    case _ where text.hasPrefix("jsonpath="): self = .jsonPath(try .init(option: text))
    default: throw CommandError(.usage, "-o `\(text)`: must be json, yaml or jsonpath=TEMPLATE")
    }
  }

  func text(of value: JSONValue) -> String {
    switch self {
    case .json: String(decoding: JSONWriter.write(value, style: .pretty), as: UTF8.self) + "\n"
    case .yaml: YAMLWriter.write(value)
    case .jsonPath(let template): template.render(value)
    }
  }
}

extension JSONPathTemplate {
  /// Reads `jsonpath=TEMPLATE`.
  ///
  /// - Throws: `.usage`.
  init(option text: String) throws(CommandError) {
    do throws(JSONPathError) {
      try self.init(String(text.dropFirst("jsonpath=".count)))
    } catch {
      throw CommandError(.usage, "-o \(text): \(error)")
    }
  }
}

extension CommandOutput {
  /// Prints a value for programs.
  func write(_ value: JSONValue, as format: DataFormat) { write(format.text(of: value)) }
}
