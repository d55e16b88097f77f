import KubeCore

/// An object as a store keeps it.
///
/// Typed objects take a kilobyte and more, most of it in texts of their own. A table has room for more entries than it
/// holds, and a list of changes is a second copy of it all: both must be small.
enum StoreEntry<Object: KubeResource>: Sendable {
  /// In memory of its own, which many can refer to.
  case boxed(Boxed<Object>)
  /// In a fraction of the memory; decoded anew each time that it is looked at.
  case packed(PackedJSON)

  init(_ object: Object) { self = .boxed(Boxed(object)) }

  /// Packs an object; one that would not come out as it went in stays as it is.
  init(packing object: Object) {
    guard let packed = (try? JSONCoding.tree(object)).map(PackedJSON.init), Self.object(packed) == object else {
      self.init(object)
      return
    }
    self = .packed(packed)
  }

  /// The same for somebody who looks at it at once: it need not be decoded again.
  func opened(as object: Object) -> StoreEntry {
    switch self {
    case .boxed: self
    case .packed: StoreEntry(object)
    }
  }

  var value: Object {
    switch self {
    case .boxed(let object): return object.value
    case .packed(let packed):
      guard let object = Self.object(packed) else { preconditionFailure("It was decoded when it was packed.") }
      return object
    }
  }

  private static func object(_ packed: PackedJSON) -> Object? {
    try? JSONCoding.decode(Object.self, from: packed.value)
  }
}
