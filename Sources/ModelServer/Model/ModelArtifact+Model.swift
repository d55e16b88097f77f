extension ModelArtifact {
  /// The trained estimator.
  public enum Model: Sendable {
    /// A score per class, linear in the standardized values; probabilities are their softmax.
    case linear(coefficients: [[Double]], intercepts: [Double])
    /// Decision trees whose class distributions are averaged.
    case forest([Tree])
  }

  /// A decision tree as parallel lists, one entry a node; the root is the first.
  public struct Tree: Sendable, Decodable {
    /// The standardized column that a node asks for; -1 at a leaf.
    public let feature: [Int]
    /// A value not above it goes left.
    public let threshold: [Double]
    /// The left child's index, greater than the node's own; -1 at a leaf.
    public let left: [Int]
    /// The right child's index, greater than the node's own; -1 at a leaf.
    public let right: [Int]
    /// The class distribution at a leaf; empty elsewhere.
    public let value: [[Double]]
  }
}

extension ModelArtifact.Model: Decodable {
  private enum CodingKeys: String, CodingKey {
    case type, coefficients, intercepts, trees
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let type = try container.decode(String.self, forKey: .type)
    switch type {
    case "linear":
      self = .linear(
        coefficients: try container.decode([[Double]].self, forKey: .coefficients),
        intercepts: try container.decode([Double].self, forKey: .intercepts))
    case "forest":
      self = .forest(try container.decode([ModelArtifact.Tree].self, forKey: .trees))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: container, debugDescription: "\(type) is not a type of model")
    }
  }
}
