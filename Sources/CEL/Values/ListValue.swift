import KubeCore

/// A list; elements that come from JSON are converted when they are looked at.
public struct ListValue: Sendable {
  private enum Storage: Sendable {
    case values([Value])
    case json([JSONValue], TypeDeclaration?)
  }

  private let storage: Storage
  /// Lists that are sets or maps by their declaration are compared and joined as such.
  let kind: TypeDeclaration.ListKind

  init(_ elements: [Value]) {
    storage = .values(elements)
    kind = .atomic
  }

  init(json elements: [JSONValue], of declaration: TypeDeclaration?, kind: TypeDeclaration.ListKind) {
    storage = .json(elements, declaration)
    self.kind = kind
  }

  private init(_ elements: [Value], kind: TypeDeclaration.ListKind) {
    storage = .values(elements)
    self.kind = kind
  }

  /// The number of elements.
  public var count: Int {
    switch storage {
    case .values(let values): values.count
    case .json(let elements, _): elements.count
    }
  }

  /// An element, or `nil` out of bounds.
  public subscript(position: Int) -> Value? {
    guard position >= 0, position < count else { return nil }
    switch storage {
    case .values(let values): return values[position]
    case .json(let elements, let declaration): return Self.convert(elements[position], declaration)
    }
  }

  /// All elements.
  public var elements: [Value] {
    switch storage {
    case .values(let values): values
    case .json(let elements, let declaration): elements.map { Self.convert($0, declaration) }
    }
  }

  private static func convert(_ json: JSONValue, _ declaration: TypeDeclaration?) -> Value {
    declaration.map { Value(json, as: $0) } ?? Value(json)
  }

  /// The list followed by another; elements of a set or map that are there already are not added again, and elements
  /// of a map take the place of those with their keys.
  func appending(_ other: ListValue) -> ListValue {
    var joined = elements
    switch kind {
    case .atomic: return ListValue(joined + other.elements)
    case .set:
      for element in other.elements where !joined.contains(where: { $0 == element }) { joined.append(element) }
    case .map(let keys):
      for element in other.elements {
        let identity = Self.identity(of: element, keys)
        if let position = joined.firstIndex(where: { Self.identity(of: $0, keys) == identity }) {
          joined[position] = element
        } else {
          joined.append(element)
        }
      }
    }
    return ListValue(joined, kind: kind)
  }

  private static func identity(of element: Value, _ keys: [String]) -> Value {
    .list(keys.map { element.member($0) ?? .null })
  }
}

extension ListValue: Equatable {
  public static func == (left: ListValue, right: ListValue) -> Bool {
    guard left.count == right.count else { return false }
    let first = left.elements
    let second = right.elements
    guard left.kind != .atomic else { return zip(first, second).allSatisfy { $0 == $1 } }
    return first.allSatisfy { element in second.contains { $0 == element } }
      && second.allSatisfy { element in first.contains { $0 == element } }
  }
}
