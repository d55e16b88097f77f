/// The lines that two texts do not share, as a unified diff shows them.
struct LineDifference {
  enum Line: Hashable {
    case common(String)
    case removed(String)
    case added(String)
  }

  /// How many common lines are shown around a change.
  private static let context = 3

  let lines: [Line]

  /// Removals come before additions. Specs are short: the table of the longest common sequence is small.
  init(_ old: [String], _ new: [String]) {
    // common[i][j]: the length of the longest common sequence of old[i...] and new[j...].
    var common = Array(repeating: Array(repeating: 0, count: new.count + 1), count: old.count + 1)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        common[i][j] = old[i] == new[j] ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
      }
    }
    var (i, j) = (0, 0)
    var lines: [Line] = []
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        lines.append(.common(old[i]))
        (i, j) = (i + 1, j + 1)
      } else if j == new.count || i < old.count && common[i + 1][j] >= common[i][j + 1] {
        lines.append(.removed(old[i]))
        i += 1
      } else {
        lines.append(.added(new[j]))
        j += 1
      }
    }
    self.lines = lines
  }

  var isEmpty: Bool { !lines.contains { if case .common = $0 { false } else { true } } }

  /// The changes with some lines around them; what lies between is left out.
  func text(_ style: TextStyle) -> [String] {
    let changed = lines.indices.filter { if case .common = lines[$0] { false } else { true } }
    var shown: [String] = []
    var last: Int?
    for (index, line) in lines.enumerated()
    where changed.contains(where: { abs($0 - index) <= Self.context }) {
      if index - (last ?? -1) > 1 { shown.append(style.dim("...")) }
      last = index
      switch line {
      case .common(let text): shown.append("  " + text)
      case .removed(let text): shown.append(style.red("- " + text))
      case .added(let text): shown.append(style.green("+ " + text))
      }
    }
    return shown
  }
}
