/// Text without what differs from server to server: uids, generated endings, addresses, versions in messages, ages.
///
/// A recording is played many times over, and says the same things again and again: what became of a text is kept.
final class AnonymousText {
  private var known: [String: String] = [:]

  // A literal is compiled each time that it is met.
  private let suffix = /[-_.][bcdfghjklmnpqrstvwxz2456789]{5}($|")/
  private let event = /\.[0-9a-f]{16}$/
  private let object = /"\{.*\}"/
  private let uid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
  private let uidToken = /<uid:\d+>/
  private let address = /10(\.\d+){3}/
  private let nodePort = /:3\d{4}\//
  private let time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/
  /// They count the lines of the token's volume, which pods do not get here.
  private let lines = /@@ -\d+,\d+ \+\d+,\d+ @@/
  /// Where a part of the server was built says its name in messages.
  private let module = /k8s\.io\/apimachinery\/pkg\//
  private let version = /([Vv]ersion: |current: |precondition \(|record \()\d+/
  private let count = /# \(\d+\)/
  private let age = /\((\d+[smhdy])+ ago\)/

  func text(of text: String) -> String {
    guard text.utf8.contains(where: Self.mayVary) else { return text }
    if let result = known[text] { return result }
    let result = replaced(text)
    known[text] = result
    return result
  }

  /// Whether a text with this byte may hold something that varies.
  private static func mayVary(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "\""):
      true
    default: false
    }
  }

  private func replaced(_ text: String) -> String {
    text.replacing(suffix) { "-#suffix\($0.output.1)" }
      .replacing(event, with: ".#event")
      .replacing(object, with: "#object")
      .replacing(uid, with: "#uid")
      .replacing(uidToken, with: "#uid")
      .replacing(address, with: "#address")
      .replacing(nodePort, with: ":#port/")
      .replacing(time, with: "#time")
      .replacing(lines, with: "@@")
      .replacing(module, with: "pkg/")
      .replacing(version) { "\($0.output.1)#" }
      .replacing(count, with: "# (#)")
      .replacing(age, with: "(# ago)")
  }
}
