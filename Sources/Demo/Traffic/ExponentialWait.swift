import Glibc

/// The waiting times of a Poisson process.
enum ExponentialWait {
  /// The waiting time, in units of its mean, that a uniform number from [0, 1) stands for.
  static func inMeans(uniform: Double) -> Double { -log(max(1 - uniform, 1e-12)) }
}
