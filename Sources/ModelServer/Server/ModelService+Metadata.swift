extension ModelService {
  /// What the protocol tells about the server.
  var serverMetadata: ServerMetadata {
    ServerMetadata(name: "slipway-model-server", version: configuration.serverVersion, extensions: [])
  }

  /// What the protocol tells about the model.
  func modelMetadata() throws(RequestProblem) -> ModelMetadata {
    let model = try loadedModel()
    return ModelMetadata(
      name: configuration.modelName, versions: [model.version], platform: model.platform,
      inputs: [.init(name: "features", datatype: "FP64", shape: [-1, model.predictor.features.count])],
      outputs: [
        .init(name: OutputName.label.rawValue, datatype: model.labelType, shape: [-1]),
        .init(name: OutputName.probability.rawValue, datatype: "FP64", shape: [-1]),
      ],
      parameters: .init(revision: configuration.revision))
  }
}
