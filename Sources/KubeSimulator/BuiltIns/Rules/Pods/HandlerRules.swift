import KubeCore
import KubeSchema

/// What makes invalid what is done to a container at times: probes and hooks.
///
/// Source: `validateHandler` of `pkg/apis/core/validation`.
enum HandlerRules {
  /// In the order in which the server looks at them.
  private static let kinds = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"]

  /// - Parameter gracePeriod: the seconds that the pod has to end, which nobody may sleep longer than.
  static func check(_ handler: JSONValue, _ path: String, gracePeriod: JSONValue?) -> [FieldError] {
    let given = kinds.filter { handler[$0] != nil }
    guard let first = given.first else { return [.required(path, "must specify a handler type")] }
    return check(handler[first] ?? [:], first, "\(path).\(first)", gracePeriod)
      + given.dropFirst().map { .forbidden("\(path).\($0)", "may not specify more than 1 handler type") }
  }

  private static func check(
    _ action: JSONValue, _ kind: String, _ path: String, _ gracePeriod: JSONValue?
  ) -> [FieldError] {
    switch kind {
    case "exec": action["command"]?.elements.isEmpty == false ? [] : [.required("\(path).command")]
    case "httpGet": checkGet(action, path)
    case "sleep": checkSleep(action, path, gracePeriod)
    default: FieldRules.port(action["port"] ?? 0, "\(path).port")
    }
  }

  private static func checkGet(_ action: JSONValue, _ path: String) -> [FieldError] {
    var errors: [FieldError] = FieldRules.text(action, "path").isEmpty ? [.required("\(path).path")] : []
    errors += FieldRules.port(action["port"] ?? 0, "\(path).port")
    errors += FieldRules.oneOf(action, "scheme", ["HTTP", "HTTPS"], path)
    for header in action["httpHeaders"]?.elements ?? [] where !isHeaderName(header.memberName) {
      errors.append(
        .invalid(
          "\(path).httpHeaders", .string(header.memberName),
          "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for "
            + "validation is '[-A-Za-z0-9]+')"))
    }
    return errors
  }

  private static func isHeaderName(_ name: String) -> Bool {
    !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }

  private static func checkSleep(_ action: JSONValue, _ path: String, _ gracePeriod: JSONValue?) -> [FieldError] {
    let seconds = action["seconds"]?.integer ?? 0
    guard let most = gracePeriod?.integer, !(0...max(0, most)).contains(seconds) else { return [] }
    return [
      .invalid(path, .integer(seconds), "must be non-negative and less than terminationGracePeriodSeconds (\(most))")
    ]
  }
}
