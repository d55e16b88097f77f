import KubeCore

/// Compares the answers of two versions to one request.
public struct AnswerComparator: Sendable {
  /// What came of a comparison.
  public struct Outcome: Sendable, Hashable {
    /// The first place at which the answers differ, in words; `nil` when they agree.
    public var difference: String?
    /// The greatest distance between two numbers at the same place, in parts of the greater one.
    public var distance: Double
  }

  /// How deep and how many places are compared: an answer from outside may be of any size.
  private static let placeLimit = 200_000

  private let tolerance: Double
  private let ignored: [AnswerPath]
  private let top: [(path: AnswerPath, count: Int)]
  private let cosine: [(path: AnswerPath, minimum: Double)]

  public init(_ rules: ComparisonRules) {
    tolerance = rules.tolerance
    ignored = rules.ignored.map { AnswerPath($0) }
    top = rules.top.map { (AnswerPath($0.path), $0.count) }
    cosine = rules.cosine.map { (AnswerPath($0.path), $0.minimum) }
  }

  /// Compares two bodies: as JSON when both are, byte for byte otherwise.
  public func compare(_ stable: [UInt8], _ shadow: [UInt8]) -> Outcome {
    guard let left = try? JSONParser.parse(stable), let right = try? JSONParser.parse(shadow) else {
      return Outcome(difference: stable == shadow ? nil : "the bodies differ, and are not both JSON", distance: 0)
    }
    var walk = Walk(places: Self.placeLimit)
    compare(left, right, at: AnswerPath(""), &walk)
    return Outcome(difference: walk.difference, distance: walk.distance)
  }

  private struct Walk {
    var places: Int
    var difference: String?
    var distance = 0.0

    mutating func note(_ text: String) { difference = difference ?? text }
  }

  private func compare(_ left: JSONValue, _ right: JSONValue, at place: AnswerPath, _ walk: inout Walk) {
    walk.places -= 1
    guard walk.places > 0 else { return walk.note("the answers are too large to compare") }
    guard !ignored.contains(where: { $0.takes(place) }) else { return }
    if let rule = top.first(where: { $0.path.takes(place) }) {
      return compareTop(left, right, rule.count, place, &walk)
    }
    if let rule = cosine.first(where: { $0.path.takes(place) }) {
      return compareAngle(left, right, rule.minimum, place, &walk)
    }
    switch (left, right) {
    case (.object(let left), .object(let right)): compareMembers(left, right, place, &walk)
    case (.array(let left), .array(let right)):
      guard left.count == right.count else {
        return walk.note("\(place.text): \(left.count) elements, and \(right.count) in the shadow's")
      }
      for (position, pair) in zip(left, right).enumerated() {
        compare(pair.0, pair.1, at: place.appending(String(position)), &walk)
      }
    default: compareScalars(left, right, place, &walk)
    }
  }

  private func compareMembers(_ left: JSONObject, _ right: JSONObject, _ place: AnswerPath, _ walk: inout Walk) {
    for key in left.keys + right.keys.filter({ left[$0] == nil }) {
      let member = place.appending(key)
      guard let first = left[key], let second = right[key] else {
        if !ignored.contains(where: { $0.takes(member) }) { walk.note("\(member.text): only one answer has it") }
        continue
      }
      compare(first, second, at: member, &walk)
    }
  }

  private func compareScalars(_ left: JSONValue, _ right: JSONValue, _ place: AnswerPath, _ walk: inout Walk) {
    guard let first = left.double, let second = right.double else {
      if left != right { walk.note("\(place.text): \(Self.short(left)), and \(Self.short(right)) in the shadow's") }
      return
    }
    let distance = Self.distance(first, second)
    walk.distance = max(walk.distance, distance)
    if distance > tolerance { walk.note("\(place.text): \(first), and \(second) in the shadow's") }
  }

  /// The distance in parts of the greater number: 2 at most, and for what cannot be compared.
  private static func distance(_ left: Double, _ right: Double) -> Double {
    if left == right { return 0 }
    let distance = abs(left - right) / max(abs(left), abs(right))
    return distance.isNaN ? 2 : min(distance, 2)
  }

  private static func short(_ value: JSONValue) -> String {
    let text = value.description
    return text.count <= 40 ? text : text.prefix(37) + "..."
  }

  // MARK: Lists of numbers

  private func compareTop(
    _ left: JSONValue, _ right: JSONValue, _ count: Int, _ place: AnswerPath, _ walk: inout Walk
  ) {
    guard let first = Self.greatest(count, of: left), let second = Self.greatest(count, of: right) else {
      return walk.note("\(place.text): not a list of numbers")
    }
    if first != second { walk.note("\(place.text): the greatest are at \(first), and at \(second) in the shadow's") }
  }

  /// The places of the greatest numbers; of equals the first.
  private static func greatest(_ count: Int, of value: JSONValue) -> [Int]? {
    guard let numbers = numbers(value) else { return nil }
    return Array(numbers.indices.sorted { (numbers[$0], $1) > (numbers[$1], $0) }.prefix(count))
  }

  private func compareAngle(
    _ left: JSONValue, _ right: JSONValue, _ minimum: Double, _ place: AnswerPath, _ walk: inout Walk
  ) {
    guard let first = Self.numbers(left), let second = Self.numbers(right), first.count == second.count else {
      return walk.note("\(place.text): not two lists of as many numbers")
    }
    func product(_ left: [Double], _ right: [Double]) -> Double { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }
    let length = (product(first, first) * product(second, second)).squareRoot()
    let cosine = length > 0 ? product(first, second) / length : first == second ? 1 : 0
    if !(cosine >= minimum) { walk.note("\(place.text): the cosine is \(cosine)") }
  }

  private static func numbers(_ value: JSONValue) -> [Double]? {
    guard let array = value.array else { return nil }
    let numbers = array.compactMap(\.double)
    return numbers.count == array.count ? numbers : nil
  }
}
