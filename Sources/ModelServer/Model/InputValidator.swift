/// Bounds that a row must keep to, as exported with some models.
///
/// A row outside makes the model raise an error. That is a fault of the model and not of the caller: the row is well
/// formed, and the bounds are part of what was deployed.
public struct InputValidator: Sendable, Decodable {
  /// The columns that are checked.
  public let columns: [Int]
  /// The least allowed value for each of them.
  public let minimum: [Double]
  /// The greatest allowed value for each of them.
  public let maximum: [Double]
  /// How many training rows the bounds were taken from.
  public let sampleRows: Int

  /// The first column outside its bounds; nil when all are inside.
  func firstViolation(in row: [Double]) -> (column: Int, value: Double, bounds: ClosedRange<Double>)? {
    for position in columns.indices {
      let value = row[columns[position]]
      guard value < minimum[position] || value > maximum[position] else { continue }
      return (columns[position], value, minimum[position]...maximum[position])
    }
    return nil
  }
}
