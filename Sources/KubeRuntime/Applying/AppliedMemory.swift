public import KubeCore
import Synchronization

/// What each object looked like right after it was last applied, so that nothing is written while it stays so.
///
/// What a server stores may differ from what was declared, in spelling alone: `1000m` is stored as `1`. A comparison of
/// the two would find a difference for ever, and write for ever.
public final class AppliedMemory: Sendable {
  private struct ObjectID: Hashable {
    var type: ResourceType
    var key: ObjectKey
    var manager: String
  }

  private struct Entry: Sendable {
    var declared: JSONValue
    /// The declared fields as they were stored.
    var stored: JSONValue
  }

  private let entries = Mutex<[ObjectID: Entry]>([:])

  public init() {}

  /// Whether an object is as it was declared, by the same manager in the same words.
  func isSatisfied(_ declared: JSONValue, by actual: JSONValue, _ type: ResourceType, _ key: ObjectKey, _ manager: String)
    -> Bool
  {
    let entry = entries.withLock { $0[ObjectID(type: type, key: key, manager: manager)] }
    guard let entry, entry.declared == declared else { return false }
    return actual.projected(onto: declared) == entry.stored
  }

  func remember(
    _ declared: JSONValue, storedAs actual: JSONValue, _ type: ResourceType, _ key: ObjectKey, _ manager: String
  ) {
    let entry = Entry(declared: declared, stored: actual.projected(onto: declared))
    entries.withLock { $0[ObjectID(type: type, key: key, manager: manager)] = entry }
  }

  /// Forgets an object that has gone.
  public func forget(_ type: ResourceType, _ key: ObjectKey) {
    entries.withLock { entries in entries = entries.filter { $0.key.type != type || $0.key.key != key } }
  }
}

extension JSONValue {
  /// The parts of a value that another one has as well: members by name, lists whole.
  func projected(onto pattern: JSONValue) -> JSONValue {
    guard let object, let pattern = pattern.object else { return self }
    var result = JSONObject()
    for (name, part) in pattern { result[name] = object[name]?.projected(onto: part) }
    return .object(result)
  }
}
