/// Runs a program over a text: all ways at once, so that time is bounded by the product of their lengths.
struct PatternMatcher {
  private struct Thread {
    var instruction: Int
    var start: Int
  }

  /// The ways that are open, the preferred first, each instruction at most once.
  private struct Threads {
    var list: [Thread] = []
    var generation: [UInt32]
    var current: UInt32 = 0

    init(_ count: Int) { generation = Array(repeating: 0, count: count) }

    mutating func clear() {
      list.removeAll(keepingCapacity: true)
      current += 1
    }

    mutating func visit(_ instruction: Int) -> Bool {
      guard generation[instruction] != current else { return false }
      generation[instruction] = current
      return true
    }
  }

  private let program: PatternProgram
  private let scalars: [UInt32]

  init(_ program: PatternProgram, _ text: String) {
    self.program = program
    scalars = text.unicodeScalars.map(\.value)
  }

  /// The number of code points.
  var count: Int { scalars.count }

  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for value in scalars[range] { if let scalar = Unicode.Scalar(value) { view.append(scalar) } }
    return String(view)
  }

  /// The first match at or after a position.
  ///
  /// - Parameter anyEnd: whether the first match that is found suffices, however short it is.
  func search(from start: Int, anyEnd: Bool) -> Range<Int>? {
    var open = Threads(program.instructions.count)
    var next = Threads(program.instructions.count)
    var stack: [Int] = []
    var found: Range<Int>?
    open.clear()
    for position in start...max(start, scalars.count) {
      if found == nil, !program.isAnchored || position == 0 { add(0, position, position, &open, &stack) }
      if open.list.isEmpty, found != nil || program.isAnchored { break }
      next.clear()
      scan: for thread in open.list {
        switch program.instructions[thread.instruction] {
        case .match:
          found = thread.start..<position
          if anyEnd { return found }
          break scan
        case .characters(let set):
          guard position < scalars.count, program.sets[set].contains(scalars[position]) else { continue }
          add(thread.instruction + 1, position + 1, thread.start, &next, &stack)
        default: continue
        }
      }
      swap(&open, &next)
    }
    return found
  }

  /// Follows everything that consumes no character.
  private func add(_ instruction: Int, _ position: Int, _ start: Int, _ threads: inout Threads, _ stack: inout [Int]) {
    stack.append(instruction)
    while let current = stack.popLast() {
      guard threads.visit(current) else { continue }
      switch program.instructions[current] {
      case .jump(let target): stack.append(target)
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .assertion(let assertion): if holds(assertion, at: position) { stack.append(current + 1) }
      case .characters, .match: threads.list.append(Thread(instruction: current, start: start))
      }
    }
  }

  private func holds(_ assertion: PatternNode.Assertion, at position: Int) -> Bool {
    switch assertion {
    case .textStart: position == 0
    case .textEnd: position == scalars.count
    case .lineStart: position == 0 || scalars[position - 1] == 10
    case .lineEnd: position == scalars.count || scalars[position] == 10
    case .wordBoundary: isWord(position - 1) != isWord(position)
    case .noWordBoundary: isWord(position - 1) == isWord(position)
    }
  }

  private func isWord(_ position: Int) -> Bool {
    position >= 0 && position < scalars.count && CharacterSet.words.contains(scalars[position])
  }
}
