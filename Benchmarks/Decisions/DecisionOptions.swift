/// What the command line asks of the study of decisions.
struct DecisionOptions {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Runs of each cell with a regression; cells without one have `healthyFactor` times as many.
  var runs = 100
  static let healthyFactor = 5
  var seed: UInt64 = 1
  /// Other traffic, effects and noise than those of the recorded results.
  var isOther = false
  /// Only the goals whose numbers are named.
  var goals = Set(1...10)
  /// Whether the reference values were found within tolerance; nil when nobody looked.
  var vectors: Bool?
  /// A folder to draw one good and one bad rollout into, instead of measuring.
  var pictures: String?
  /// Only cells whose line in the table begins so, such as `grid,0.001,1,20`; then no goal can be told.
  var filter: String?
  /// Whether settings of the competitors are swept.
  var sweeps = false

  init(arguments: some Sequence<String>) throws {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--runs": runs = try Self.number(argument, rest.next())
      case "--seed": seed = UInt64(try Self.number(argument, rest.next()))
      case "--draw": pictures = rest.next()
      case "--filter": filter = rest.next()
      case "--other": isOther = true
      case "--sweep": sweeps = true
      case "--goals":
        let names = rest.next()?.split(separator: ",").map { Int($0) } ?? []
        goals = Set(names.compactMap(\.self))
        guard !goals.isEmpty, goals.count == names.count, goals.isSubset(of: 1...10) else {
          throw Failure(description: "--goals takes numbers from 1 to 10, with commas between them")
        }
      case "--vectors": vectors = rest.next() == "met"
      default: throw Failure(description: "unknown option \(argument)")
      }
    }
  }

  private static func number(_ option: String, _ text: String?) throws -> Int {
    guard let number = text.flatMap({ Int($0) }), number > 0, number <= 1_000_000 else {
      throw Failure(description: "\(option) takes a number from 1 to 1000000, not '\(text ?? "")'")
    }
    return number
  }
}
