/// What the command line asks of a suite.
public struct BenchmarkOptions {
  /// An option that is not known, or lacks its value.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  /// Only measurements whose name contains this text.
  public var filter: String?
  /// Only the measurement of exactly this name.
  public var only: String?
  /// How many samples to take, instead of what each measurement has for itself.
  public var runs: Int?
  /// Whether the names are printed instead of measured.
  public var isListing = false

  /// Reads `--filter TEXT`, `--only NAME`, `--runs N` and `--list`.
  public init(arguments: some Sequence<String>) throws {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--list": isListing = true
      case "--filter": filter = try Self.value(of: argument, rest.next())
      case "--only": only = try Self.value(of: argument, rest.next())
      case "--runs":
        runs = Int(try Self.value(of: argument, rest.next()))
        guard let runs, runs > 0 else { throw Failure(description: "--runs takes a number above zero") }
      default: throw Failure(description: "unknown option \(argument)")
      }
    }
  }

  private static func value(of option: String, _ value: String?) throws -> String {
    guard let value else { throw Failure(description: "\(option) needs a value") }
    return value
  }

  func selects(_ name: String) -> Bool { (only.map { $0 == name } ?? true) && (filter.map(name.contains) ?? true) }
}
