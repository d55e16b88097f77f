/// Picks the columns that a model was trained on and standardizes them.
struct StandardScaler: Sendable {
  let columns: [Int]
  let mean: [Double]
  let scale: [Double]

  init(_ preprocessing: ModelArtifact.Preprocessing, featureCount: Int) throws(ModelServerError) {
    let count = preprocessing.columns.count
    guard count > 0, preprocessing.mean.count == count, preprocessing.scale.count == count else {
      throw ModelServerError(
        code: .invalidModel, message: "columns, mean and scale differ in length", subject: "preprocessing")
    }
    guard preprocessing.columns.allSatisfy({ (0..<featureCount).contains($0) }) else {
      throw ModelServerError(code: .invalidModel, message: "names an unknown column", subject: "preprocessing.columns")
    }
    guard preprocessing.scale.allSatisfy({ $0 != 0 }) else {
      throw ModelServerError(code: .invalidModel, message: "holds a zero", subject: "preprocessing.scale")
    }
    self.columns = preprocessing.columns
    self.mean = preprocessing.mean
    self.scale = preprocessing.scale
  }

  /// - Parameter row: A row with as many values as the model has features.
  func standardized(_ row: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: columns.count)
    for position in columns.indices {
      values[position] = (row[columns[position]] - mean[position]) / scale[position]
    }
    return values
  }
}
