/// The text of an expression, and how its errors are shown.
struct SourceText: Sendable {
  let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  /// The line, from 1, and the column, from 0, of a position.
  func location(of position: Int) -> (line: Int, column: Int) {
    guard position >= 0 else { return (-1, -1) }
    var line = 1
    var column = 0
    for scalar in scalars.prefix(position) {
      if scalar == "\n" {
        line += 1
        column = 0
      } else {
        column += 1
      }
    }
    return (line, column)
  }

  /// The message with the place where it occurred, as the reference implementation lays it out.
  func display(_ issue: CompilationError.Issue) -> String {
    let place = location(of: issue.position)
    let header = "ERROR: <input>:\(place.line):\(place.column + 1): \(issue.message)"
    guard let snippet = line(place.line), snippet.count <= Self.longestSnippet else { return header }
    let shown = snippet.map { $0 == "\t" ? " " : $0 }
    var indicator = ""
    for scalar in shown.prefix(max(0, place.column)) { indicator += scalar.value < 0x80 ? "." : "\u{FF0E}" }
    let target = place.column >= 0 && place.column < shown.count ? shown[place.column] : " "
    indicator += target.value < 0x80 ? "^" : "\u{FF3E}"
    var text = String.UnicodeScalarView()
    text.append(contentsOf: shown)
    return "\(header)\n | \(String(text))\n | \(indicator)"
  }

  private static let longestSnippet = 16_384

  private func line(_ number: Int) -> [Unicode.Scalar]? {
    guard number > 0 else { return nil }
    let lines = scalars.split(separator: "\n", omittingEmptySubsequences: false)
    return number <= lines.count ? Array(lines[number - 1]) : nil
  }
}
