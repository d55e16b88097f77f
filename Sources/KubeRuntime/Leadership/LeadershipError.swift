/// Why a process does not lead, or no longer.
public struct LeadershipError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable {
    private enum Value: Sendable { case invalidConfiguration, lost }
    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// The configuration cannot work; the message names the setting.
    public static let invalidConfiguration = Code(.invalidConfiguration)
    /// The process has led and does no longer: it could not renew its lease in time, or another one holds it.
    public static let lost = Code(.lost)
  }

  public var code: Code
  public var message: String

  public init(_ code: Code, message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
