import Foundation
import KubeCore
import KubeSchema
import Testing

/// What a real API server (1.36) said of definitions and objects.
enum RecordedAnswers {
  /// One error, as the causes of a `Status` have it.
  struct Cause: Hashable, CustomStringConvertible {
    var reason: String
    var field: String
    var message: String
    var description: String { "\(reason) \(field): \(message)" }

    init(_ source: JSONValue) {
      reason = source[0]?.string ?? ""
      field = source[1]?.string ?? ""
      message = source[2]?.string ?? ""
    }

    init(_ error: FieldError) {
      reason = error.reason
      field = error.field
      message = error.message
    }
  }

  static func document(_ name: String) -> JSONValue {
    guard let url = Bundle.module.url(forResource: "Recordings/\(name)", withExtension: "json"),
      let data = try? Data(contentsOf: url), let document = try? JSONParser.parse(Array(data))
    else { return .null }
    return document
  }
}
