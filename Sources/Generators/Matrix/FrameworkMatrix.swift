/// Which versions go together.
///
/// Packages by Python: the wheels for 64-bit Linux on PyPI in November 2026. Versions of CUDA:
/// the tables of `replicate/cog` (`pkg/config/torch_compatibility.json`, `tf_compatibility.json`).
public enum FrameworkMatrix {
  private static let cuda118 = CUDAVersion(11, 8)
  private static let cuda121 = CUDAVersion(12, 1)
  private static let cuda122 = CUDAVersion(12, 2)
  private static let cuda123 = CUDAVersion(12, 3)
  private static let cuda124 = CUDAVersion(12, 4)
  private static let cuda125 = CUDAVersion(12, 5)
  private static let cuda126 = CUDAVersion(12, 6)
  private static let cuda128 = CUDAVersion(12, 8)
  private static let cuda129 = CUDAVersion(12, 9)
  private static let cuda130 = CUDAVersion(13, 0)

  /// The releases of a framework, ascending.
  public static func releases(_ framework: Framework) -> [FrameworkRelease] {
    switch framework {
    case .sklearn: sklearn
    case .xgboost: xgboost
    case .lightgbm: lightgbm
    case .onnxruntime: onnxruntime
    case .tensorflow: tensorflow
    case .torch: torch
    case .transformers: transformers
    case .mlflow: mlflow
    }
  }

  private static let sklearn = [
    FrameworkRelease(.sklearn, "1.0.2", 7...10, needsNumpy1: true),
    FrameworkRelease(.sklearn, "1.1.3", 8...11, needsNumpy1: true),
    FrameworkRelease(.sklearn, "1.2.2", 8...11, needsNumpy1: true),
    FrameworkRelease(.sklearn, "1.3.2", 8...12, needsNumpy1: true),
    FrameworkRelease(.sklearn, "1.4.2", 9...12), FrameworkRelease(.sklearn, "1.5.2", 9...13),
    FrameworkRelease(.sklearn, "1.6.1", 9...13), FrameworkRelease(.sklearn, "1.7.2", 10...14),
    FrameworkRelease(.sklearn, "1.8.0", 11...14), FrameworkRelease(.sklearn, "1.9.1", 11...14),
  ]

  // Wheels for any version of Python: the upper bound is that of the base images.
  private static let xgboost = [
    FrameworkRelease(.xgboost, "1.6.2", 7...11, needsNumpy1: true),
    FrameworkRelease(.xgboost, "1.7.6", 8...11, needsNumpy1: true),
    FrameworkRelease(.xgboost, "2.0.3", 8...12, needsNumpy1: true), FrameworkRelease(.xgboost, "2.1.4", 8...13),
    FrameworkRelease(.xgboost, "3.0.5", 10...14), FrameworkRelease(.xgboost, "3.1.3", 10...14),
    FrameworkRelease(.xgboost, "3.2.0", 10...14), FrameworkRelease(.xgboost, "3.3.0", 12...14),
    FrameworkRelease(.xgboost, "3.4.1", 12...14),
  ]

  private static let lightgbm = [
    FrameworkRelease(.lightgbm, "3.3.5", 7...11, needsNumpy1: true),
    FrameworkRelease(.lightgbm, "4.0.0", 7...12, needsNumpy1: true),
    FrameworkRelease(.lightgbm, "4.1.0", 7...12, needsNumpy1: true),
    FrameworkRelease(.lightgbm, "4.2.0", 7...12, needsNumpy1: true),
    FrameworkRelease(.lightgbm, "4.3.0", 7...12, needsNumpy1: true), FrameworkRelease(.lightgbm, "4.4.0", 7...13),
    FrameworkRelease(.lightgbm, "4.5.0", 7...13), FrameworkRelease(.lightgbm, "4.6.0", 7...14),
    FrameworkRelease(.lightgbm, "4.7.0", 10...14),
  ]

  private static let onnxruntime = [
    FrameworkRelease(.onnxruntime, "1.17.1", 8...12, cuda: [cuda118], needsNumpy1: true),
    FrameworkRelease(.onnxruntime, "1.18.1", 8...12, cuda: [cuda118], needsNumpy1: true),
  ]
    + [
      ("1.20.1", 10...13), ("1.21.1", 10...13), ("1.22.1", 10...13), ("1.23.2", 10...13), ("1.24.4", 11...14),
      ("1.25.1", 11...14), ("1.26.0", 11...14), ("1.27.0", 11...14), ("1.28.0", 11...14), ("1.29.0", 11...14),
      ("1.30.0", 11...14), ("1.31.1", 11...14),
    ].map { (version: PackageVersion, pythons: ClosedRange<Int>) in
      // Any CUDA 12 with cuDNN 9, by ONNX Runtime's page on the CUDA execution provider.
      FrameworkRelease(.onnxruntime, version, pythons, cuda: [cuda124, cuda125, cuda126, cuda128, cuda129])
    }

  private static let tensorflow = [
    FrameworkRelease(.tensorflow, "2.12.1", 8...11, cuda: [cuda118], needsNumpy1: true),
    FrameworkRelease(.tensorflow, "2.13.1", 8...11, cuda: [cuda118], needsNumpy1: true),
    FrameworkRelease(.tensorflow, "2.14.1", 9...11, cuda: [cuda118], needsNumpy1: true),
    FrameworkRelease(.tensorflow, "2.15.1", 9...11, cuda: [cuda122], needsNumpy1: true),
    FrameworkRelease(.tensorflow, "2.16.2", 9...12, cuda: [cuda123], needsNumpy1: true),
    FrameworkRelease(.tensorflow, "2.17.1", 9...12, cuda: [cuda123], needsNumpy1: true),
    FrameworkRelease(.tensorflow, "2.18.1", 9...12, cuda: [cuda125]),
    FrameworkRelease(.tensorflow, "2.19.1", 9...12, cuda: [cuda125]),
    FrameworkRelease(.tensorflow, "2.20.0", 9...13, cuda: [cuda125]),
    FrameworkRelease(.tensorflow, "2.21.0", 10...13, cuda: [cuda125]),
  ]

  private static let torch = [
    FrameworkRelease(.torch, "2.0.1", 8...11, cuda: [cuda118], needsNumpy1: true),
    FrameworkRelease(.torch, "2.1.2", 8...11, cuda: [cuda118, cuda121], needsNumpy1: true),
    FrameworkRelease(.torch, "2.2.2", 8...12, cuda: [cuda118, cuda121], needsNumpy1: true),
    FrameworkRelease(.torch, "2.3.1", 8...12, cuda: [cuda118, cuda121]),
    FrameworkRelease(.torch, "2.4.1", 8...12, cuda: [cuda118, cuda121, cuda124]),
    FrameworkRelease(.torch, "2.5.1", 9...13, cuda: [cuda118, cuda121, cuda124]),
    FrameworkRelease(.torch, "2.6.0", 9...13, cuda: [cuda118, cuda124, cuda126]),
    FrameworkRelease(.torch, "2.7.1", 9...13, cuda: [cuda118, cuda126, cuda128]),
    FrameworkRelease(.torch, "2.8.0", 9...13, cuda: [cuda126, cuda128, cuda129]),
    FrameworkRelease(.torch, "2.9.1", 10...14, cuda: [cuda126, cuda128, cuda130]),
    FrameworkRelease(.torch, "2.10.0", 10...14, cuda: [cuda126, cuda128, cuda130]),
    FrameworkRelease(.torch, "2.11.0", 10...14, cuda: [cuda126, cuda128, cuda129, cuda130]),
  ]

  private static let transformers = [
    FrameworkRelease(.transformers, "4.57.6", 9...14), FrameworkRelease(.transformers, "5.0.0", 10...14),
    FrameworkRelease(.transformers, "5.20.2", 10...14), FrameworkRelease(.transformers, "5.24.0", 11...14),
  ]

  private static let mlflow = [
    FrameworkRelease(.mlflow, "2.22.5", 9...13), FrameworkRelease(.mlflow, "3.18.0", 10...14),
  ]
}
