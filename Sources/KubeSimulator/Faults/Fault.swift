/// One thing that goes wrong, and where.
///
/// As text it is `place:number=kind` or `place:number=kind:argument`, such as `call:12=crash-before`.
public struct Fault: Sendable, Hashable {
  /// Where a fault strikes. Calls, events and scrapes are counted from 1 over the whole run, whichever process makes
  /// them.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    /// The n-th request of the program under test to the API server, watches included.
    case call
    /// The n-th line of a watch that is delivered to it.
    case event
    /// The n-th time it reads the pods' metrics.
    case scrape
    /// n seconds after the beginning.
    case second
  }

  public var place: Place
  public var number: Int
  public var kind: FaultKind
  /// What the kind needs to know; its unit is the kind's. The kind's default when absent.
  public var argument: Int

  public init(_ place: Place, _ number: Int, _ kind: FaultKind, _ argument: Int? = nil) {
    (self.place, self.number, self.kind) = (place, number, kind)
    self.argument = argument ?? kind.defaultArgument ?? 0
  }
}

extension Fault: CustomStringConvertible {
  public var description: String {
    let text = "\(place.rawValue):\(number)=\(kind.rawValue)"
    return argument == (kind.defaultArgument ?? 0) ? text : "\(text):\(argument)"
  }

  /// - Returns: `nil` for a text that is not a fault, or a kind that cannot strike at such a place.
  public init?(_ text: some StringProtocol) {
    let sides = text.split(separator: "=", maxSplits: 1)
    guard sides.count == 2 else { return nil }
    let (position, what) = (sides[0].split(separator: ":"), sides[1].split(separator: ":"))
    guard position.count == 2, let place = Place(rawValue: String(position[0])), let number = Int(position[1]), number >= 0,
      (1...2).contains(what.count), let kind = FaultKind(rawValue: String(what[0])), kind.places.contains(place)
    else { return nil }
    var argument: Int?
    if what.count == 2 {
      guard kind.defaultArgument != nil, let value = Int(what[1]), abs(value) <= 1_000_000 else { return nil }
      argument = value
    }
    self.init(place, number, kind, argument)
  }
}
