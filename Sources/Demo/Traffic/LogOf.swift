import Glibc

/// The one logarithm that exponential waiting times need.
enum LogOf {
  static func one(minus uniform: Double) -> Double { log(max(1 - uniform, 1e-12)) }
}
