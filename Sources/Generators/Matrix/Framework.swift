/// What a model was made with, and what loads it.
public enum Framework: String, Sendable, Hashable, CaseIterable {
  case sklearn = "scikit-learn"
  case xgboost, lightgbm, onnxruntime, tensorflow, torch, transformers, mlflow

  /// The package that brings it, on machines with an accelerator.
  func package(_ accelerator: Accelerator) -> String {
    switch (self, accelerator) {
    case (.onnxruntime, .cuda): "onnxruntime-gpu"
    default: rawValue
    }
  }

  /// Whether it computes on accelerators at all.
  var usesAccelerators: Bool { self != .sklearn && self != .lightgbm }

  /// Whether its packages bring the libraries of CUDA with them, so that a second copy in the base would only take room.
  var bringsCUDA: Bool { self == .torch || self == .transformers || self == .xgboost }
}

/// What a model computes on.
public enum Accelerator: Sendable, Hashable {
  case none
  /// NVIDIA; the newest version of CUDA that the framework knows, when none is named.
  case cuda(CUDAVersion?)
}
