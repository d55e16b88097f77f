import KubeCore

/// Values for tokens in a request that no answer has shown before.
///
/// A client made such a value up. What it must have been like shows in how the server took it.
enum UnseenTokens {
  static func bind(in request: JSONValue, answeredBy answer: JSONValue, _ matcher: inout RecordingMatcher) {
    let text = request.description
    if text.contains("<generated-name>"), matcher.bindings["<generated-name>"] == nil {
      matcher.bind("<generated-name>", "generated")
    }
    for match in text.matches(of: /<(uid|rv|continue|token)(:\d+)?>/) {
      let token = String(match.output.0)
      if isRefused(token, answer) {
        matcher.bind(token, refused(answer))
        continue
      }
      guard matcher.bindings[token] == nil else { continue }
      switch match.output.1 {
      case "uid": matcher.bind(token, uid(match.output.2.flatMap { Int($0.dropFirst()) } ?? 0))
      case "rv": matcher.bind(token, version(answer))
      default: matcher.bind(token, "nope")
      }
    }
  }

  /// Recordings mask these whatever they were; one that the server could not read was not its own.
  private static func isRefused(_ token: String, _ answer: JSONValue) -> Bool {
    if token == "<token>" { return answer.description.contains("\"invalid bearer token\"") }
    return token == "<continue>" && answer["body"]?["message"]?.string?.contains("continue key") == true
  }

  /// A text that the server refuses with the words of the recording: it names the first character that it found inside.
  private static func refused(_ answer: JSONValue) -> String {
    let message = answer["body"]?["message"]?.string ?? ""
    guard let match = try? /invalid character '(.)'/.firstMatch(in: message) else { return "nope" }
    return Base64.encode(match.output.1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
  }

  private static func uid(_ number: Int) -> String {
    let digits = String(number)
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  /// A version from the future when the server waited for it, else one that is long past.
  private static func version(_ answer: JSONValue) -> String {
    if let match = try? /parsing "([^"]*)": invalid syntax/.firstMatch(in: answer["body"]?["message"]?.string ?? "") {
      return String(match.output.1)
    }
    let isFuture = answer.description.contains("Too large resource version") || answer["events"]?.elements == []
    return isFuture ? "999999999" : "1"
  }
}
