public import KubeCore

/// Reads a YAML document as JSON.
public typealias YAMLReader = @Sendable ([UInt8]) -> Result<JSONValue, YAMLProblem>

/// Why a text is no YAML, in the words of the server's library.
public struct YAMLProblem: Error, Sendable, Hashable {
  public var text: String

  public init(text: String) { self.text = text }
}
