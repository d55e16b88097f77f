import KubeCore

/// Lets equal texts and maps of the objects in a store share their memory.
///
/// Objects of one kind repeat themselves: the names of labels, the labels of the pods of one workload, the owner's uid.
/// Each is decoded into memory of its own, which together is more than the rest of an object.
struct StringPool: Sendable {
  private var texts: Set<String> = []
  private var maps: Set<[String: String]> = []
  private var limit = 1024

  /// Texts up to this length lie within the value, and take no memory of their own.
  private static var inlineLength: Int { 15 }

  /// How much is kept, of which some no object has any more.
  var count: Int { texts.count + maps.count }

  /// Whether it is time to forget what no object has any more, so that the pool does not grow with all that has ever been.
  var isOverdue: Bool { count > limit }

  /// Keeps what these objects have, and nothing else.
  mutating func renew(with objects: some Sequence<ObjectMeta>) {
    (texts, maps) = ([], [])
    for var metadata in objects { share(&metadata) }
    // Twice as much as is needed: the work is spread over as many changes.
    limit = 2 * count + 1024
  }

  mutating func share(_ metadata: inout ObjectMeta) {
    share(&metadata.namespace)
    share(&metadata.labels)
    share(&metadata.annotations)
    guard var owners = metadata.ownerReferences, !owners.isEmpty else { return }
    for position in owners.indices {
      share(&owners[position].apiVersion)
      share(&owners[position].kind)
      share(&owners[position].name)
      share(&owners[position].uid)
    }
    metadata.ownerReferences = owners
  }

  mutating func share(_ text: inout String) {
    guard text.utf8.count > Self.inlineLength else { return }
    text = texts.insert(text).memberAfterInsert
  }

  mutating func share(_ text: inout String?) {
    guard var known = text else { return }
    share(&known)
    text = known
  }

  mutating func share(_ map: inout [String: String]?) {
    guard let known = map, !known.isEmpty else { return }
    if let position = maps.firstIndex(of: known) {
      map = maps[position]
      return
    }
    var shared: [String: String] = Dictionary(minimumCapacity: known.count)
    for (name, value) in known {
      var (name, value) = (name, value)
      share(&name)
      share(&value)
      shared[name] = value
    }
    maps.insert(shared)
    map = shared
  }
}
