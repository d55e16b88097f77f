/// The answer to an infer call, as the Open Inference Protocol defines it.
struct InferenceResponse: Encodable {
  struct Parameters: Encodable {
    let revision: String
  }

  struct Output: Encodable {
    let name: String
    let datatype: String
    let shape: [Int]
    let data: OutputData
  }

  let modelName: String
  let modelVersion: String
  let id: String?
  let parameters: Parameters
  let outputs: [Output]

  private enum CodingKeys: String, CodingKey {
    case modelName = "model_name"
    case modelVersion = "model_version"
    case id, parameters, outputs
  }
}

extension InferenceResponse.Output {
  init(_ name: OutputName, of predictions: [Prediction], labelType: String) {
    self.name = name.rawValue
    shape = [predictions.count]
    switch name {
    case .label:
      datatype = labelType
      data = .labels(predictions.map(\.label))
    case .probability:
      datatype = "FP64"
      data = .numbers(predictions.map(\.probability))
    }
  }
}
