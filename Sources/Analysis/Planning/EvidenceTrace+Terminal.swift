extension EvidenceTrace {
  /// The candidate's error rate with its confidence sequence, and stable's, drawn with characters.
  ///
  /// `|` is the candidate's sequence, `o` its rate, `-` stable's rate. Empty without data.
  public func chart(width: Int = 72, height: Int = 14) -> [String] {
    let (width, height) = (min(max(width, 10), 400), min(max(height, 4), 100))
    let seen = points.filter { $0.candidate != nil && $0.stable != nil }
    guard let last = seen.last, !seen.isEmpty else { return [] }
    // The first looks know nearly nothing; the scale follows what is known later.
    let later = seen.suffix(max(seen.count * 3 / 4, 1))
    let top = max(later.compactMap(\.candidate?.upper).max() ?? 0, later.compactMap(\.stable?.rate).max() ?? 0, 1e-6)
    var cells = Array(repeating: Array(repeating: Character(" "), count: width), count: height)
    let row = { (rate: Double) in height - 1 - Int((min(max(rate / top, 0), 1) * Double(height - 1)).rounded()) }
    for column in 0..<width {
      let index = width > 1 ? column * (seen.count - 1) / (width - 1) : 0
      guard let candidate = seen[index].candidate, let stable = seen[index].stable else { continue }
      for line in row(candidate.upper)...row(candidate.lower) { cells[line][column] = "|" }
      cells[row(stable.rate)][column] = "-"
      cells[row(candidate.rate)][column] = "o"
    }
    let labels = (0..<height).map { line in
      line == 0 ? NumberText.percent(top) : line == height - 1 ? NumberText.percent(0) : ""
    }
    let margin = labels.map(\.count).max() ?? 0
    let body = zip(labels, cells).map { label, line in
      String(repeating: " ", count: margin - label.count) + label + " " + String(line)
    }
    let end = "\(NumberText.count(last.seconds))s"
    let gap = String(repeating: " ", count: max(width - end.count - 2, 1))
    return body + [String(repeating: " ", count: margin + 1) + "0s" + gap + end]
  }
}
