/// Semantic versions.
enum VersionFunctions {
  static let overloads: [Overload] = [
    .global("semver", "string_to_semver", [.string], .semver) { .semver(try parse($0.string(0), false)) },
    .global("semver", "string_bool_to_semver", [.string, .bool], .semver) {
      .semver(try parse($0.string(0), $0[1] == .bool(true)))
    },
    .global("isSemver", "is_semver_string", [.string], .bool) { arguments in
      let text = try arguments.string(0)
      return .bool((try? parse(text, false)) != nil)
    },
    .global("isSemver", "is_semver_string_bool", [.string, .bool], .bool) { arguments in
      let text = try arguments.string(0)
      return .bool((try? parse(text, arguments[1] == .bool(true))) != nil)
    },
    .member("major", "semver_major", [.semver], .int) { .int(Int64(clamping: try $0.semver(0).major)) },
    .member("minor", "semver_minor", [.semver], .int) { .int(Int64(clamping: try $0.semver(0).minor)) },
    .member("patch", "semver_patch", [.semver], .int) { .int(Int64(clamping: try $0.semver(0).patch)) },
    .member("isGreaterThan", "semver_is_greater_than", [.semver, .semver], .bool) {
      .bool(try $0.semver(0).compare($0.semver(1)) > 0)
    },
    .member("isLessThan", "semver_is_less_than", [.semver, .semver], .bool) {
      .bool(try $0.semver(0).compare($0.semver(1)) < 0)
    },
    .member("compareTo", "semver_compare_to", [.semver, .semver], .int) {
      .int(Int64(try $0.semver(0).compare($0.semver(1)).signum()))
    },
  ]

  private static func parse(_ text: String, _ normalizes: Bool) throws(EvaluationError) -> SemanticVersion {
    normalizes ? try SemanticVersion(normalizing: text) : try SemanticVersion(text)
  }
}
