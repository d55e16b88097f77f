import KubeCore

/// A value that a field can hold: how it is read, written and described to the API server.
protocol FieldValue: Sendable, Hashable {
  /// The schema of every value of this type, unless a field narrows it.
  static var schema: Schema { get }

  /// Reads a value; `nil` when nothing usable stands there, with an issue that says why.
  static func read(_ value: JSONValue, _ reader: inout FieldReader) -> Self?

  /// The value as it is written; `nil` for one that says no more than its absence.
  var written: JSONValue? { get }
}
