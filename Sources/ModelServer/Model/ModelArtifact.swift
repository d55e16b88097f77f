/// A model file: a classifier with its preprocessing, as `Examples/train.py` exports it.
///
/// Decoding checks types alone. What must agree across members is checked when a ``Predictor`` is made.
public struct ModelArtifact: Sendable, Decodable {
  /// What trained the model.
  public struct Framework: Sendable, Decodable {
    public let name: String
    public let version: String
    public let estimator: String
  }

  /// Which columns of a row the model sees, and how they are standardized: `(value - mean) / scale`.
  public struct Preprocessing: Sendable, Decodable {
    public let columns: [Int]
    public let mean: [Double]
    public let scale: [Double]
  }

  /// What the trainer measured; accuracies are shares from 0 to 1 over the rows that are answered.
  public struct Measurements: Sendable, Decodable {
    public let trainAccuracy: Double
    public let testAccuracy: Double
    public let testRows: Int
    public let rejectedTestRows: Int
  }

  /// The schema that the file follows; ``schema`` must be this.
  public static let supportedSchema = "slipway.dev/model/v1"

  public let schema: String
  public let name: String
  public let version: String
  public let description: String
  public let framework: Framework
  /// The names of a row's values, in order.
  public let features: [String]
  /// The names of the classes, in the order of the model's outputs.
  public let classes: [ClassLabel]
  public let preprocessing: Preprocessing
  public let model: Model
  public let inputValidator: InputValidator?
  public let simulatedFeatureLookup: SimulatedFeatureLookup?
  public let measurements: Measurements
  /// Rows with the answers of the framework, to hold another implementation to.
  public let checks: [Check]
}
