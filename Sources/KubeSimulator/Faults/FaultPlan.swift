/// What is to go wrong in one run.
///
/// As text, faults are separated by commas: `call:12=crash-before,second:40=pause:30`.
public struct FaultPlan: Sendable, Hashable, CustomStringConvertible {
  public var faults: [Fault]

  public init(_ faults: [Fault] = []) { self.faults = faults }

  public var isEmpty: Bool { faults.isEmpty }

  public var description: String { faults.map(\.description).joined(separator: ",") }

  /// - Returns: `nil` when one of the faults cannot be read.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ",")
    let faults = parts.compactMap { Fault($0) }
    guard faults.count == parts.count else { return nil }
    self.init(faults)
  }

  /// The faults at one place.
  package func faults(_ place: Fault.Place, _ number: Int) -> [Fault] {
    faults.filter { $0.place == place && $0.number == number }
  }

  package func contains(where isMeant: (FaultKind) -> Bool) -> Bool { faults.contains { isMeant($0.kind) } }
}

extension FaultPlan {
  /// The smallest plan of these faults that still fails, as far as leaving out single faults and halves can find it
  /// (delta debugging, Zeller and Hildebrandt 2002, with complements only).
  ///
  /// - Parameter fails: whether a plan still shows the failure; it is called for plans that are smaller each time.
  public func shrunk(while fails: (FaultPlan) -> Bool) -> FaultPlan {
    var plan = self
    var size = max(1, plan.faults.count / 2)
    while true {
      var hasShrunk = false
      var start = 0
      while start < plan.faults.count {
        var smaller = plan
        smaller.faults.removeSubrange(start..<min(start + size, plan.faults.count))
        if fails(smaller) {
          plan = smaller
          hasShrunk = true
        } else {
          start += size
        }
      }
      if size == 1, !hasShrunk { return plan }
      if !hasShrunk { size = max(1, size / 2) }
      if plan.faults.isEmpty { return plan }
      size = min(size, plan.faults.count)
    }
  }
}
