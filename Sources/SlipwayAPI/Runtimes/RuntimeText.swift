/// A text of a runtime's table, in which the model's name and place are left open.
public struct RuntimeText: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// What is left open.
  public enum Opening: Sendable, Hashable {
    /// The name under which the server offers the model.
    case model
    /// The folder of the model inside the container.
    case folder
  }

  fileprivate enum Part: Sendable, Hashable {
    case text(String)
    case opening(Opening)
  }

  private var parts: [Part]

  /// A text without openings.
  public init(stringLiteral text: String) { parts = [.text(text)] }

  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// The text for one model. The values are taken as they are: they are arguments, and no shell reads them.
  public func filled(model: String, folder: String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .opening(.model): model
      case .opening(.folder): folder
      }
    }.joined()
  }

  /// Collects the parts of a literal.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { if !literal.isEmpty { parts.append(.text(literal)) } }

    public mutating func appendInterpolation(_ opening: Opening) { parts.append(.opening(opening)) }
  }
}
