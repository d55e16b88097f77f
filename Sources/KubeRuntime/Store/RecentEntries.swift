import KubeCore

/// The last objects that have changed, as they were decoded: what changes is looked at soon, and often more than once.
///
/// There are two generations, so that nothing has to be put in order: the older one goes when the newer one is full.
struct RecentEntries<Object: KubeResource>: Sendable {
  /// Of one generation.
  private static var limit: Int { 256 }

  private var newer: [ObjectKey: StoreEntry<Object>] = [:]
  private var older: [ObjectKey: StoreEntry<Object>] = [:]

  subscript(key: ObjectKey) -> StoreEntry<Object>? { newer[key] ?? older[key] }

  mutating func note(_ entry: StoreEntry<Object>, at key: ObjectKey) {
    if newer.count >= Self.limit { (older, newer) = (newer, [:]) }
    newer[key] = entry
  }

  mutating func forget(_ key: ObjectKey) {
    newer[key] = nil
    older[key] = nil
  }
}
