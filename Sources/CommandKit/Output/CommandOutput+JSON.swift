import KubeCore

extension CommandOutput {
  /// Prints a value for programs, on as many lines as it takes.
  func write(json: JSONValue) { write(Self.text(json)) }

  static func text(_ json: JSONValue) -> String {
    String(decoding: JSONWriter.write(json, style: .pretty), as: UTF8.self) + "\n"
  }
}
