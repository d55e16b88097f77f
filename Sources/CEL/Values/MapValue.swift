import KubeCore

/// A map; values that come from JSON are converted when they are looked at.
///
/// Keys are unique across numeric types: `1`, `1u` and `1.0` are one key.
public struct MapValue: Sendable {
  private enum Storage: Sendable {
    case entries([(key: Value, value: Value)], index: [MapKey: Int])
    case json(JSONObject, TypeDeclaration?)
  }

  private let storage: Storage

  init(json object: JSONObject, of declaration: TypeDeclaration?) { storage = .json(object, declaration) }

  /// - Parameter replaces: whether a key that occurs again takes the place of the first; otherwise it is an error.
  init(_ entries: [(key: Value, value: Value)], replaces: Bool = false) throws(EvaluationError) {
    var index: [MapKey: Int] = [:]
    var kept: [(key: Value, value: Value)] = []
    for entry in entries {
      guard let key = MapKey(entry.key) else {
        throw EvaluationError("unsupported key type: \(entry.key.type.runtimeName)")
      }
      if let position = index[key] {
        guard replaces else {
          throw EvaluationError("insert failed: key \(entry.key.plainText) already exists")
        }
        kept[position] = entry
      } else {
        index[key] = kept.count
        kept.append(entry)
      }
    }
    storage = .entries(kept, index: index)
  }

  /// The number of entries.
  public var count: Int {
    switch storage {
    case .entries(let entries, _): entries.count
    case .json(let object, _): object.count
    }
  }

  /// The keys, in the order in which they were written; those from JSON are sorted.
  public var keys: [Value] {
    switch storage {
    case .entries(let entries, _): entries.map(\.key)
    case .json(let object, _): object.keys.sorted().map(Value.string)
    }
  }

  /// The value of a key, when there is one.
  public subscript(key: Value) -> Value? {
    switch storage {
    case .entries(let entries, let index): return MapKey(key).flatMap { index[$0] }.map { entries[$0].value }
    case .json(let object, let declaration):
      guard case .string(let name) = key, let value = object[name] else { return nil }
      return declaration.map { Value(value, as: $0) } ?? Value(value)
    }
  }

  /// All entries in the order of `keys`.
  public var entries: [(key: Value, value: Value)] {
    if case .entries(let entries, _) = storage { return entries }
    return keys.map { ($0, self[$0] ?? .null) }
  }
}

extension MapValue: Equatable {
  public static func == (left: MapValue, right: MapValue) -> Bool {
    left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
  }
}
