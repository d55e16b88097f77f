/// The body of an infer call, as the Open Inference Protocol defines it; members unknown to it are ignored.
struct InferenceRequest: Decodable {
  struct Tensor: Decodable {
    let name: String
    let shape: TensorShape
    let datatype: String
    let data: TensorData
  }

  struct RequestedOutput: Decodable {
    let name: String
  }

  let id: String?
  let inputs: [Tensor]
  /// The outputs that the caller wants; all of them when absent.
  let outputs: [RequestedOutput]?
}

extension InferenceRequest {
  /// The most rows of one request: a bound on the time that one caller can take.
  static let maximumRows = 1024

  /// The rows to predict.
  /// - Throws: ``RequestProblem`` that names the field which does not fit the model.
  func rows(featureCount: Int) throws(RequestProblem) -> [[Double]] {
    guard let tensor = inputs.first, inputs.count == 1 else {
      throw .invalid("inputs", "holds \(inputs.count) tensors, not 1")
    }
    guard tensor.datatype == "FP64" || tensor.datatype == "FP32" else {
      throw .invalid("inputs[0].datatype", "is \(tensor.datatype), not FP64 or FP32")
    }
    let extents = tensor.shape.extents
    guard extents.count == 2, extents[1] == featureCount else {
      throw .invalid("inputs[0].shape", "is \(extents), not [rows, \(featureCount)]")
    }
    let rowCount = extents[0]
    guard (1...Self.maximumRows).contains(rowCount) else {
      throw .invalid("inputs[0].shape[0]", "is \(rowCount), not 1 to \(Self.maximumRows)")
    }
    let values = tensor.data.values
    guard values.count == rowCount * featureCount else {
      throw .invalid("inputs[0].data", "holds \(values.count) numbers, not \(rowCount * featureCount)")
    }
    guard rowCount > 1 else { return [values] }
    return stride(from: 0, to: values.count, by: featureCount).map { Array(values[$0..<$0 + featureCount]) }
  }

  /// The outputs that the caller wants, in the order asked for.
  /// - Throws: ``RequestProblem`` for a name that the model does not have.
  func wantedOutputs() throws(RequestProblem) -> [OutputName] {
    guard let outputs else { return OutputName.allCases }
    var wanted: [OutputName] = []
    for (index, output) in outputs.enumerated() {
      guard let name = OutputName(rawValue: output.name) else {
        throw .invalid("outputs[\(index)].name", "is \(output.name), not label or probability")
      }
      if !wanted.contains(name) { wanted.append(name) }
    }
    return wanted
  }
}
