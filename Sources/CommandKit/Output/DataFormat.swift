public import KubeCore
import SlipwayAPI

/// What `-o` asks for where the answer is for programs.
public enum DataFormat: Sendable, Hashable {
  case json
  case yaml
  case jsonPath(JSONPathTemplate)

  /// Reads the value of the option.
  ///
  /// - Throws: `.usage`, with what is allowed.
  public init(_ text: String) throws(CommandError) {
    guard let format = try Self.read(text) else {
      throw CommandError(.usage, "-o `\(text)`: must be json, yaml or jsonpath=TEMPLATE")
    }
    self = format
  }

  /// Reads the value of an option that may name other formats too.
  ///
  /// - Returns: `nil` for another one.
  /// - Throws: `.usage` for a template that is none.
  static func read(_ text: String) throws(CommandError) -> DataFormat? {
    let prefix = "jsonpath="
    switch text {
    case "json": return .json
    case "yaml": return .yaml
    case _ where text.hasPrefix(prefix):
      do throws(JSONPathError) { return .jsonPath(try JSONPathTemplate(String(text.dropFirst(prefix.count)))) } catch {
        throw CommandError(.usage, "-o \(text): \(error)")
      }
    default: return nil
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

extension CommandOutput {
  /// Prints a value for programs.
  func write(_ value: JSONValue, as format: DataFormat) { write(format.text(of: value)) }
}
