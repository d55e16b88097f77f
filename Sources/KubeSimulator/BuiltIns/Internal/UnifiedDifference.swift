/// A unified difference of two texts as `go-difflib` writes it, which is a translation of Python's `difflib`.
enum UnifiedDifference {
  private struct Block {
    var old: Int
    var new: Int
    var count: Int
  }

  private struct Change {
    var isEqual: Bool
    var old: Range<Int>
    var new: Range<Int>
  }

  private static let context = 3

  /// - Parameters:
  ///   - old: lines with their ends.
  ///   - new: lines with their ends.
  static func text(_ old: [String], _ new: [String]) -> String {
    groups(changes(old, new)).map { group in
      let rows = group.flatMap { change -> [String] in
        if change.isEqual { return old[change.old].map { " " + $0 } }
        return old[change.old].map { "-" + $0 } + new[change.new].map { "+" + $0 }
      }
      guard let first = group.first, let last = group.last else { return "" }
      let head = "@@ -\(range(first.old.lowerBound..<last.old.upperBound)) "
        + "+\(range(first.new.lowerBound..<last.new.upperBound)) @@\n"
      return head + rows.joined()
    }.joined()
  }

  private static func range(_ range: Range<Int>) -> String {
    if range.count == 1 { return "\(range.lowerBound + 1)" }
    return "\(range.isEmpty ? range.lowerBound : range.lowerBound + 1),\(range.count)"
  }

  // MARK: - Matching

  private static func changes(_ old: [String], _ new: [String]) -> [Change] {
    var blocks: [Block] = []
    let places = places(new)
    var open = [(0..<old.count, 0..<new.count)]
    while let (left, right) = open.popLast() {
      let block = longest(old, new, places, left, right)
      guard block.count > 0 else { continue }
      blocks.append(block)
      open.append((left.lowerBound..<block.old, right.lowerBound..<block.new))
      open.append((block.old + block.count..<left.upperBound, block.new + block.count..<right.upperBound))
    }
    blocks.sort { $0.old < $1.old }
    blocks.append(Block(old: old.count, new: new.count, count: 0))
    var result: [Change] = []
    var (i, j) = (0, 0)
    for block in blocks {
      if i < block.old || j < block.new {
        result.append(Change(isEqual: false, old: i..<block.old, new: j..<block.new))
      }
      (i, j) = (block.old + block.count, block.new + block.count)
      if block.count > 0 { result.append(Change(isEqual: true, old: block.old..<i, new: block.new..<j)) }
    }
    return merged(result)
  }

  /// Blocks that touch each other are one.
  private static func merged(_ changes: [Change]) -> [Change] {
    var result: [Change] = []
    for change in changes {
      if let last = result.last, last.isEqual, change.isEqual, last.old.upperBound == change.old.lowerBound,
        last.new.upperBound == change.new.lowerBound
      {
        result[result.count - 1].old = last.old.lowerBound..<change.old.upperBound
        result[result.count - 1].new = last.new.lowerBound..<change.new.upperBound
      } else {
        result.append(change)
      }
    }
    return result
  }

  /// Where each line stands; lines that are everywhere in a long text are no help.
  private static func places(_ lines: [String]) -> [String: [Int]] {
    var places: [String: [Int]] = [:]
    for (position, line) in lines.enumerated() { places[line, default: []].append(position) }
    guard lines.count >= 200 else { return places }
    return places.filter { $0.value.count <= lines.count / 100 + 1 }
  }

  private static func longest(
    _ old: [String], _ new: [String], _ places: [String: [Int]], _ left: Range<Int>, _ right: Range<Int>
  ) -> Block {
    var best = Block(old: left.lowerBound, new: right.lowerBound, count: 0)
    var lengths: [Int: Int] = [:]
    for i in left {
      var next: [Int: Int] = [:]
      for j in places[old[i]] ?? [] where right.contains(j) {
        let length = (lengths[j - 1] ?? 0) + 1
        next[j] = length
        if length > best.count { best = Block(old: i - length + 1, new: j - length + 1, count: length) }
      }
      lengths = next
    }
    while best.old > left.lowerBound, best.new > right.lowerBound, old[best.old - 1] == new[best.new - 1] {
      best = Block(old: best.old - 1, new: best.new - 1, count: best.count + 1)
    }
    while best.old + best.count < left.upperBound, best.new + best.count < right.upperBound,
      old[best.old + best.count] == new[best.new + best.count]
    {
      best.count += 1
    }
    return best
  }

  // MARK: - Grouping

  /// The changes with three lines around them; those that are further apart stand alone.
  private static func groups(_ changes: [Change]) -> [[Change]] {
    guard changes.contains(where: { !$0.isEqual }) else { return [] }
    var changes = changes
    if let first = changes.first, first.isEqual {
      changes[0] = tail(first)
    }
    if let last = changes.last, last.isEqual { changes[changes.count - 1] = head(last) }
    var result: [[Change]] = []
    var group: [Change] = []
    for change in changes {
      guard change.isEqual, change.old.count > 2 * context else {
        group.append(change)
        continue
      }
      result.append(group + [head(change)])
      group = [tail(change)]
    }
    if group.contains(where: { !$0.isEqual }) { result.append(group) }
    return result
  }

  private static func head(_ change: Change) -> Change {
    Change(
      isEqual: true, old: change.old.lowerBound..<min(change.old.upperBound, change.old.lowerBound + context),
      new: change.new.lowerBound..<min(change.new.upperBound, change.new.lowerBound + context))
  }

  private static func tail(_ change: Change) -> Change {
    Change(
      isEqual: true, old: max(change.old.lowerBound, change.old.upperBound - context)..<change.old.upperBound,
      new: max(change.new.lowerBound, change.new.upperBound - context)..<change.new.upperBound)
  }
}
