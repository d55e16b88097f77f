/// How a model is stored.
public enum ModelFormat: String, Sendable, Hashable, CaseIterable {
  case onnx, sklearn, xgboost, lightgbm, tensorflow, pytorch, huggingface, openvino, mlflow
  /// Anything else: the image knows.
  case custom
}

extension ModelFormat: FieldChoice {}
