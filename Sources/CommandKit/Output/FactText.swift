/// A fact with its name before it, as `kubectl describe` prints facts.
enum FactText {
  /// How much room names have.
  static let indent = 12

  /// The lines of a fact; none when there is nothing to say.
  ///
  /// - Parameters:
  ///   - name: nothing for a fact that belongs to the one before.
  ///   - width: where lines are broken, at spaces; nowhere when `nil`.
  static func lines(_ name: String, _ text: String, _ style: TextStyle, width: Int?) -> [String] {
    guard !text.isEmpty else { return [] }
    let room = width.map { max($0 - indent, 20) }
    let label = name.isEmpty ? "" : style.dim(name + ":")
    return wrapped(text, to: room).enumerated().map { position, line in
      TextStyle.pad(position == 0 ? label : "", to: indent) + line
    }
  }

  private static func wrapped(_ text: String, to width: Int?) -> [String] {
    guard let width else { return [text] }
    var lines: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
      if let last = lines.last, TextStyle.width(of: last) + 1 + TextStyle.width(of: word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }
}
