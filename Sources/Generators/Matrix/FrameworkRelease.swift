/// What one minor version of a framework goes with.
public struct FrameworkRelease: Sendable, Hashable {
  public let framework: Framework
  /// The newest patch.
  public let version: PackageVersion
  /// The versions of Python that there are packages for.
  public let pythons: ClosedRange<Int>
  /// The versions of CUDA that it is built for, ascending; empty where its packages bring their own.
  public let cuda: [CUDAVersion]
  /// Whether it was built for numpy 1, and breaks with numpy 2.
  public let needsNumpy1: Bool

  init(
    _ framework: Framework, _ version: PackageVersion, _ pythons: ClosedRange<Int>, cuda: [CUDAVersion] = [],
    needsNumpy1: Bool = false
  ) {
    (self.framework, self.version, self.pythons) = (framework, version, pythons)
    (self.cuda, self.needsNumpy1) = (cuda, needsNumpy1)
  }

  /// The last version of numpy 1.
  static let numpy1: PackageVersion = "1.26.4"
}
