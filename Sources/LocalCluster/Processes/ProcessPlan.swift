/// What to run, and how, as a value.
struct ProcessPlan: Sendable, Hashable {
  /// The path of the program, then its arguments. The first is looked up in `PATH` when it holds no slash.
  var command: [String]
  var environment: [String: String]
  /// The working directory; it exists.
  var folder: String
  /// Where both outputs go.
  var logPath: String
  /// The most bytes of output that are kept; half of it is dropped at a time.
  var logLimit: Int
}
