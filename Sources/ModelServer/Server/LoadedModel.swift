/// A model that is ready to answer, with what its file says about it.
struct LoadedModel: Sendable {
  let predictor: Predictor
  let version: String
  let platform: String
  let lookup: SimulatedFeatureLookup?
  /// The protocol's data type of the output `label`.
  let labelType: String

  /// Prepares and warms a model.
  /// - Throws: ``ModelServerError`` when the file contradicts itself, or the model fails one of its own checks.
  init(_ artifact: ModelArtifact) throws(ModelServerError) {
    predictor = try Predictor(artifact)
    try predictor.verify(artifact.checks)
    version = artifact.version
    platform = "\(artifact.framework.name)_\(artifact.framework.estimator)"
    lookup = artifact.simulatedFeatureLookup
    let areNumbers = artifact.classes.allSatisfy { label in
      if case .number = label { true } else { false }
    }
    labelType = areNumbers ? "INT64" : "BYTES"
  }
}
