import Foundation
import Testing

/// What the libraries' sources must not do, where no run of a test could show it.
@Suite("The sources of the client and the runtime")
struct SourceRulesTests {
  private static let rooms = ["CurlTransport", "KubeClient", "KubeConnection", "KubeRuntime", "SlipwayOperator"]

  private static let sources = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  /// The lines of code of a room, without comments.
  private static func lines(of room: String) -> [(file: String, line: Substring)] {
    let files = FileManager.default.enumerator(at: sources.appending(path: room), includingPropertiesForKeys: nil)
    return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.flatMap { file in
      ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n")
        .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.map { (file.lastPathComponent, $0) }
    }
  }

  struct Rule: Sendable, CustomStringConvertible {
    let pattern: String
    /// Where it is allowed all the same.
    var except: Set<String> = []
    let reason: String

    init(_ pattern: String, except: Set<String> = [], _ reason: String) {
      (self.pattern, self.except, self.reason) = (pattern, except, reason)
    }

    var description: String { "\(pattern): \(reason)" }
  }

  static let rules = [
    // The desk of routes bounds its buffer by the number of kinds of routes.
    Rule(
      "AsyncStream", except: ["RouteDesk.swift"],
      "its buffer grows without bound unless told otherwise; bodies and watches are pulled"),
    Rule(#"Task\.detached"#, "it forgets task-local values and the executor that its parent prefers"),
    Rule(
      #"\bTask(\(|\.init| \{)"#, except: ["OutlivingCancellation.swift"],
      "a task that nobody waits for can outlive its owner"),
    Rule(#"@unchecked Sendable|nonisolated\(unsafe\)"#, "the compiler proves what is shared"),
    Rule(#"^ *((public|package|final) )*actor "#, "an actor can change between a check and the act after an await"),
    Rule(#"addTask\([^)]*priority|TaskPriority"#, "a lock gives nobody its waiter's priority: all tasks have the same"),
    Rule(#"any Clock|<\w+: Clock>"#, "a clock that has lost its instants can sleep and not compare: see TimeSource"),
    Rule(#"try\? await .*sleep\((for|until): [^)]*\) *\}? *while"#, "a cancelled sleep returns at once: a busy loop"),
    Rule(#"enumerateLines|\.isNewline|\.newlines"#, "they split at U+2028 and U+0085 too, which JSON strings may hold"),
  ]

  @Test("keep the rules that no run can show", arguments: rules)
  func rule(rule: Rule) throws {
    let pattern = try Regex(rule.pattern)
    for room in Self.rooms {
      let lines = Self.lines(of: room)
      try #require(lines.count > 500, "the sources of \(room) are not there")
      for (file, line) in lines where !rule.except.contains(file) && line.contains(pattern) {
        Issue.record("\(room)/\(file): \(line.drop { $0 == " " }): \(rule.reason)")
      }
    }
  }

  @Test("wait by the clock that they are given, and by no other")
  func clocks() throws {
    let pattern = try Regex(#"ContinuousClock|SuspendingClock|Task\.sleep|DispatchTime|Date\(\)"#)
    for room in ["KubeRuntime", "SlipwayOperator"] {
      for (file, line) in Self.lines(of: room) where file != "TimeSource+Live.swift" && line.contains(pattern) {
        Issue.record("\(room)/\(file): \(line.drop { $0 == " " })")
      }
    }
  }

  @Test("read lists off the caller's actor, which megabytes to decode would keep from everything else")
  func lists() {
    let readers = Self.lines(of: "KubeClient").filter { $0.line.contains("func readPage(") }
    #expect(readers.count == 1)
    #expect(readers.allSatisfy { $0.line.contains("@concurrent func") })
  }
}
