import Foundation
import Testing

/// The reference values of one group: made with mpmath to more than 40 digits.
struct ReferenceVector: Decodable, Sendable {
  var `in`: ReferenceValue
  var out: ReferenceValue

  static func group(_ name: String) throws -> [ReferenceVector] {
    let file = try #require(
      Bundle.module.url(forResource: "statistics", withExtension: "json", subdirectory: "Vectors"))
    let groups = try JSONDecoder().decode(ReferenceFile.self, from: Data(contentsOf: file)).groups
    let vectors = try #require(groups[name]?.vectors)
    try #require(!vectors.isEmpty)
    return vectors
  }
}

private struct ReferenceFile: Decodable {
  struct Group: Decodable {
    var vectors: [ReferenceVector]
  }

  var groups: [String: Group]
}

/// Whether two numbers agree: equal, both NaN, or within the relative or absolute tolerance.
func agree(_ a: Double, _ b: Double, relative: Double = 1e-10, absolute: Double = 1e-12) -> Bool {
  if a == b || (a.isNaN && b.isNaN) { return true }
  return abs(a - b) <= max(absolute, relative * abs(b))
}

/// The tolerance that the reference file states for values built from differences of log-gamma values.
func agreeLoosely(_ a: Double, _ b: Double) -> Bool {
  agree(a, b, relative: 1e-8, absolute: 1e-8)
}
