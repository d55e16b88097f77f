/// One field of a `crontab` schedule.
enum CronField {
  static let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
  static let weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

  /// The numbers that a field names.
  ///
  /// - Parameter names: of the numbers from the lower bound on.
  static func parse(_ text: Substring, _ range: ClosedRange<Int>, names: [String] = []) -> Set<Int>? {
    var numbers: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
      guard pieces.count <= 2, let first = pieces.first, let span = span(first, range, names) else { return nil }
      let step = pieces.count == 2 ? Int(pieces[1]) : 1
      guard let step, (1...range.upperBound).contains(step) else { return nil }
      // `5/15` means from 5 on, as `*/15` means from the first on.
      let end = pieces.count == 2 && span.count == 1 ? range.upperBound : span.upperBound
      numbers.formUnion(stride(from: span.lowerBound, through: end, by: step))
    }
    return numbers
  }

  private static func span(_ text: Substring, _ range: ClosedRange<Int>, _ names: [String]) -> ClosedRange<Int>? {
    if text == "*" { return range }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { number($0, range, names) }
    guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last else {
      return nil
    }
    return first...last
  }

  private static func number(_ text: Substring, _ range: ClosedRange<Int>, _ names: [String]) -> Int? {
    if let position = names.firstIndex(of: text.uppercased()) { return range.lowerBound + position }
    guard text.utf8.count <= 2, let number = Int(text), text.utf8.allSatisfy({ (48...57).contains($0) }),
      range.contains(number)
    else { return nil }
    return number
  }
}
