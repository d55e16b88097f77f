extension ModelArtifact {
  /// A row and what the framework makes of it.
  public struct Check: Sendable, Decodable {
    /// What a row leads to.
    public enum Expectation: Sendable {
      case prediction(label: ClassLabel, probabilities: [Double])
      /// The validator raises an error over this feature.
      case rejection(feature: String)
    }

    public let input: [Double]
    public let expectation: Expectation

    private enum CodingKeys: String, CodingKey {
      case input, label, probabilities, rejectedFeature
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      input = try container.decode([Double].self, forKey: .input)
      if let feature = try container.decodeIfPresent(String.self, forKey: .rejectedFeature) {
        expectation = .rejection(feature: feature)
      } else {
        expectation = .prediction(
          label: try container.decode(ClassLabel.self, forKey: .label),
          probabilities: try container.decode([Double].self, forKey: .probabilities))
      }
    }
  }
}
