/// A version of CUDA, and the runtime image that has it with cuDNN.
public struct CUDAVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let major: Int
  public let minor: Int

  init(_ major: Int, _ minor: Int) { (self.major, self.minor) = (major, minor) }

  /// Reads `12.6`.
  ///
  /// - Parameter field: is named in the error.
  public init(_ text: String, field: String) throws(GeneratorError) {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let major = numbers[0], let minor = numbers[1], Self.images[Self(major, minor)] != nil
    else {
      let known = Self.images.keys.sorted().map(\.description).joined(separator: ", ")
      throw .invalid(field, text, "must be one of \(known)")
    }
    self.init(major, minor)
  }

  /// The tags of `nvidia/cuda` by version: the runtime, never the compilers, and always with cuDNN.
  private static let images: [CUDAVersion: String] = [
    CUDAVersion(11, 8): "11.8.0-cudnn8-runtime-ubuntu22.04", CUDAVersion(12, 1): "12.1.1-cudnn8-runtime-ubuntu22.04",
    CUDAVersion(12, 2): "12.2.2-cudnn8-runtime-ubuntu22.04", CUDAVersion(12, 3): "12.3.2-cudnn9-runtime-ubuntu22.04",
    CUDAVersion(12, 4): "12.4.1-cudnn-runtime-ubuntu22.04", CUDAVersion(12, 5): "12.5.1-cudnn-runtime-ubuntu22.04",
    CUDAVersion(12, 6): "12.6.3-cudnn-runtime-ubuntu24.04", CUDAVersion(12, 8): "12.8.1-cudnn-runtime-ubuntu24.04",
    CUDAVersion(12, 9): "12.9.1-cudnn-runtime-ubuntu24.04", CUDAVersion(13, 0): "13.0.1-cudnn-runtime-ubuntu24.04",
  ]

  /// The image; `nil` for a version that none is known of.
  var image: ImageReference? { Self.images[self].map { ImageReference("docker.io/nvidia/cuda", tag: $0) } }

  public static func < (left: CUDAVersion, right: CUDAVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  public var description: String { "\(major).\(minor)" }
}
