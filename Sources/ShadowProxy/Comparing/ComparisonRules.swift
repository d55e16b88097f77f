/// When two answers to one request count as the same.
///
/// Paths are members of the answer's JSON separated by dots, such as `outputs.0.data`; `*` stands for any member or element.
public struct ComparisonRules: Sendable, Hashable {
  /// Members that may differ, such as `id`.
  public var ignored: [String] = []
  /// How far two numbers may lie apart, in parts of the greater one; default 0.000001.
  public var tolerance = 1e-6
  /// Lists of which the greatest few must be at the same places, such as the scores of classes.
  public var top: [Top] = []
  /// Lists of numbers that must point the same way, such as embeddings.
  public var cosine: [Cosine] = []

  /// The `count` greatest numbers of the list at a path are at the same places, in the same order.
  public struct Top: Sendable, Hashable {
    public var path: String
    public var count: Int

    public init(path: String, count: Int) { (self.path, self.count) = (path, count) }
  }

  /// The cosine of the angle between the lists at a path is at least so great.
  public struct Cosine: Sendable, Hashable {
    public var path: String
    public var minimum: Double

    public init(path: String, minimum: Double) { (self.path, self.minimum) = (path, minimum) }
  }

  public init() {}
}
