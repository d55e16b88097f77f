/// Several tests in one answer.
public enum MultipleTests {
  /// Which p-values are refuted when the chance of any false alarm is to be at most `alpha`: Holm's procedure, valid
  /// under any dependence.
  public static func holm(_ p: [Double], alpha: Double) -> [Bool] {
    let order = p.indices.sorted { (p[$0].isNaN ? 1 : p[$0]) < (p[$1].isNaN ? 1 : p[$1]) }
    var refuted = Array(repeating: false, count: p.count)
    for (place, index) in order.enumerated() {
      guard p[index] * Double(p.count - place) <= alpha else { break }
      refuted[index] = true
    }
    return refuted
  }
}
