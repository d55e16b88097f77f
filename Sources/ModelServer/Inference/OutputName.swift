/// The outputs of every model that is served here.
enum OutputName: String, CaseIterable, Sendable {
  /// The predicted class: INT64 when all classes are numbers, else BYTES.
  case label
  /// The probability of that class, FP64 from 0 to 1.
  case probability
}
