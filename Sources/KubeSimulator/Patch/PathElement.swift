import KubeCore

/// One step of a field path. The order is that of the wire form.
enum PathElement: Hashable, Comparable, Sendable {
  /// A member of an object: `f:name`.
  case field(String)
  /// An element of a list, by its place: `i:0`.
  case index(String)
  /// The element of a keyed list that has these keys, as canonical JSON: `k:{"name":"x"}`.
  case key(String)
  /// The element of a set that has this value, as canonical JSON: `v:"x"`.
  case value(String)

  /// - Parameter wire: the name of a member of `fieldsV1`.
  init(wire: String) {
    let rest = String(wire.dropFirst(2))
    switch wire.utf8.first {
    case UInt8(ascii: "k"): self = .key(rest)
    case UInt8(ascii: "v"): self = .value(rest)
    case UInt8(ascii: "i"): self = .index(rest)
    default: self = .field(rest)
    }
  }

  var wire: String {
    switch self {
    case .field(let name): "f:" + name
    case .index(let place): "i:" + place
    case .key(let keys): "k:" + keys
    case .value(let value): "v:" + value
    }
  }

  /// As conflict messages write it.
  var text: String {
    switch self {
    case .field(let name): return "." + name
    case .key(let keys):
      let object = (try? JSONParser.parse(keys))?.object ?? [:]
      return "[" + object.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",") + "]"
    case .index(let place): return "[\(place)]"
    case .value(let value): return "[=\(value)]"
    }
  }
}
