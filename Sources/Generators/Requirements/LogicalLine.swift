/// A line of a requirements file; one that ends with a backslash goes on in the next.
struct LogicalLine {
  let text: String
  /// The number of the last of its lines in the file, from 1.
  let number: Int

  static func all(of file: String) -> [LogicalLine] {
    var lines: [LogicalLine] = []
    var text = ""
    for (position, physical) in file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      text += physical
      if text.hasSuffix("\\") {
        text.removeLast()
      } else {
        lines.append(LogicalLine(text: text, number: position + 1))
        text = ""
      }
    }
    return lines
  }
}
