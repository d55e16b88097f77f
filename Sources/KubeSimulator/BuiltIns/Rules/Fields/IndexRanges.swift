/// Indexes of a job as text: numbers and ranges, such as `0,2-4,7`.
///
/// Source: `validateIndexesFormat` of `pkg/apis/batch/validation`.
enum IndexRanges {
  struct Problem: Error, Hashable {
    var text: String
  }

  /// How many indexes a text names.
  ///
  /// - Throws: `Problem`, in the server's words.
  static func count(in text: String, below completions: Int64) throws(Problem) -> Int64 {
    guard !text.isEmpty else { return 0 }
    var last: Int64?
    var total: Int64 = 0
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let range = try range(String(part), completions)
      if let last, last >= range.lowerBound { throw increasing(last, range.lowerBound) }
      total += Int64(range.count)
      last = range.upperBound
    }
    return total
  }

  private static func range(_ text: String, _ completions: Int64) throws(Problem) -> ClosedRange<Int64> {
    let limits = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard let first = limits.first, limits.count <= 2 else {
      throw Problem(
        text: "the fragment \(GoQuoted.text(text)) violates the requirement that an index interval can have at most two "
          + "parts separated by '-'")
    }
    let low = try index(first, completions)
    guard limits.count == 2 else { return low...low }
    let high = try index(limits[1], completions)
    guard low < high else { throw increasing(low, high) }
    return low...high
  }

  private static func index(_ text: String, _ completions: Int64) throws(Problem) -> Int64 {
    guard let number = Int64(text) else {
      throw Problem(text: "cannot convert string to integer for index: \(GoQuoted.text(text))")
    }
    guard number < completions else { throw Problem(text: "too large index: \(GoQuoted.text(text))") }
    return number
  }

  private static func increasing(_ last: Int64, _ next: Int64) -> Problem {
    Problem(text: "non-increasing order, previous: \(last), current: \(next)")
  }
}
