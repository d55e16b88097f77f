import Synchronization

/// The names of members, in their order, of the objects that packed values hold.
///
/// Objects of one kind repeat themselves: a few hundred shapes serve a cluster. A shape that has been numbered stays, and
/// there are so many of them at most; objects of further shapes keep their names to themselves.
final class JSONShapes: Sendable {
  static let shared = JSONShapes()

  /// More shapes than these stem from names that users make up.
  private static let limit = 4096
  /// Nor are long names shared, or many of them.
  private static let (mostNames, longestName) = (64, 128)

  private struct Table {
    var numbers: [[ByteKey]: Int] = [:]
    var shapes: [JSONKeys] = []
  }

  private let table = Mutex(Table())

  /// The number of a shape; `nil` for one that is not shared.
  func number(of names: [String]) -> Int? {
    guard names.count <= Self.mostNames, names.allSatisfy({ $0.utf8.count <= Self.longestName }) else { return nil }
    let key = names.map { ByteKey(text: $0) }
    return table.withLock { table in
      if let number = table.numbers[key] { return number }
      guard table.shapes.count < Self.limit else { return nil }
      table.numbers[key] = table.shapes.count
      table.shapes.append(JSONKeys(names))
      return table.shapes.count - 1
    }
  }

  /// The shape of a number.
  subscript(number: Int) -> JSONKeys? {
    table.withLock { $0.shapes.indices.contains(number) ? $0.shapes[number] : nil }
  }
}
