import KubeCore

extension KubeError: CustomStringConvertible {
  /// The request, what went wrong with it, and what can be done about it, in one line.
  public var description: String {
    let text = [request, message].compactMap { $0 }.joined(separator: ": ") + unmentionedCauses
    let notes = [advice, caution].compactMap { $0 }
    return notes.isEmpty ? text : text + " (" + notes.joined(separator: "; ") + ")"
  }

  /// The causes that the server lists beside its message without repeating them in it.
  private var unmentionedCauses: String {
    let rest = causes.filter { cause in
      guard let said = cause.message ?? cause.reason else { return false }
      return !message.contains(said) || !(cause.field.map(message.contains) ?? true)
    }
    guard !rest.isEmpty else { return "" }
    return ": " + rest.map { [$0.field, $0.message ?? $0.reason].compactMap { $0 }.joined(separator: ": ") }
      .joined(separator: ", ")
  }

  /// What to do, where the server does not say it.
  private var advice: String? {
    switch code {
    case .unauthorized: "the credentials are missing, wrong or expired"
    case .forbidden where message.contains(" cannot "): "a Role or ClusterRole with that verb and a binding grant it"
    case .notServed: "the server does not serve \(resourcePath); is its definition installed, and in this version?"
    case .conflict where !fieldConflicts.isEmpty: "leave these fields to their managers, or take them over with force"
    case .gone: "list again"
    case .requestTooLarge: "a cluster keeps objects of up to about 1.5 MB"
    case .unsupportedMediaType where request?.hasPrefix("PATCH") == true:
      "custom resources take no strategic merge patch: use a merge patch or apply"
    case .invalid where message.contains("rejected our request due to an error"):
      "a test of the JSON patch failed, or one of its paths is not there"
    case .tooManyRequests, .serverFailure, .serverTimeout: retryAfter.map { "try again in \($0.components.seconds) s" }
    default: nil
    }
  }

  private var caution: String? {
    switch outcome {
    case .unchanged: nil
    case .unknown: "it may have taken effect: read before trying again"
    case .carriedOut: "it has taken effect"
    }
  }

  /// The group, version and resource in the request's path.
  private var resourcePath: String {
    var segments = (request ?? "").split(separator: " ").last.map { $0.split(separator: "/") } ?? []
    if segments.count > 3, let position = segments.firstIndex(of: "namespaces"), position < segments.count - 2 {
      segments.removeSubrange(position...position + 1)
    }
    let count = segments.first == "api" ? 3 : 4
    return segments.isEmpty ? "it" : segments.prefix(count).dropFirst().joined(separator: "/")
  }
}
