/// Runs many jobs on all cores and hands their results over in order.
enum InOrder {
  static func run<Result: Sendable>(
    _ count: Int, work: @escaping @Sendable (Int) -> Result, take: (Int, Result) -> Void
  ) async {
    var waiting: [Int: Result] = [:]
    var next = 0
    await withTaskGroup(of: (Int, Result).self) { group in
      for index in 0..<count { group.addTask { (index, work(index)) } }
      for await (index, result) in group {
        waiting[index] = result
        while let ready = waiting.removeValue(forKey: next) {
          take(next, ready)
          next += 1
        }
      }
    }
  }
}
