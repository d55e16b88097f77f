/// A regular expression as instructions of an automaton.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case characters(Int)
    case assertion(PatternNode.Assertion)
    case jump(Int)
    /// Goes both ways, preferring the first.
    case split(Int, Int)
    case match
  }

  private static let longest = 50_000

  private(set) var instructions: [Instruction] = []
  private(set) var sets: [CharacterSet] = []
  /// Whether a match can only start where the text does.
  private(set) var isAnchored = false

  init(_ node: PatternNode, pattern: String) throws(RegularExpression.Failure) {
    try append(node, pattern)
    instructions.append(.match)
    if case .assertion(.textStart)? = instructions.first { isAnchored = true }
  }

  private mutating func append(_ node: PatternNode, _ pattern: String) throws(RegularExpression.Failure) {
    guard instructions.count < Self.longest else {
      throw RegularExpression.Failure(reason: "expression too large", fragment: pattern)
    }
    switch node {
    case .empty: break
    case .characters(let set):
      sets.append(set)
      instructions.append(.characters(sets.count - 1))
    case .assertion(let assertion): instructions.append(.assertion(assertion))
    case .sequence(let parts): for part in parts { try append(part, pattern) }
    case .choice(let branches): try append(choice: branches[...], pattern)
    case .repetition(let part, let least, let most, let isGreedy):
      for _ in 0..<least { try append(part, pattern) }
      guard let most else { return try append(star: part, isGreedy, pattern) }
      var splits: [Int] = []
      for _ in least..<most {
        splits.append(instructions.count)
        instructions.append(.jump(0))
        try append(part, pattern)
      }
      for split in splits { instructions[split] = Self.split(split + 1, instructions.count, isGreedy) }
    }
  }

  private mutating func append(choice branches: ArraySlice<PatternNode>, _ pattern: String)
    throws(RegularExpression.Failure)
  {
    var ends: [Int] = []
    for (position, branch) in branches.enumerated() {
      guard position < branches.count - 1 else {
        try append(branch, pattern)
        continue
      }
      let split = instructions.count
      instructions.append(.jump(0))
      try append(branch, pattern)
      ends.append(instructions.count)
      instructions.append(.jump(0))
      instructions[split] = .split(split + 1, instructions.count)
    }
    for end in ends { instructions[end] = .jump(instructions.count) }
  }

  private mutating func append(star part: PatternNode, _ isGreedy: Bool, _ pattern: String)
    throws(RegularExpression.Failure)
  {
    let split = instructions.count
    instructions.append(.jump(0))
    try append(part, pattern)
    instructions.append(.jump(split))
    instructions[split] = Self.split(split + 1, instructions.count, isGreedy)
  }

  private static func split(_ inside: Int, _ after: Int, _ isGreedy: Bool) -> Instruction {
    isGreedy ? .split(inside, after) : .split(after, inside)
  }
}
