/// What is remembered of pods, in the order of their names.
///
/// A round names the pods in this order too: each is looked for beside the one before, no name is hashed, and a record
/// changes where it is.
struct PodRecords: Sendable, Codable, Equatable {
  private struct Entry: Sendable, Equatable {
    let pod: String
    var record: PodRecord
  }

  private var entries: [Entry] = []

  init() {}

  /// Reads what a ``StateMap`` would have written.
  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    while !container.isAtEnd {
      let pod = try container.decode(String.self)
      insert(try container.decode(PodRecord.self), of: pod, at: place(of: pod).index)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for entry in entries {
      try container.encode(entry.pod)
      try container.encode(entry.record)
    }
  }

  var count: Int { entries.count }

  subscript(index: Int) -> PodRecord {
    _read { yield entries[index].record }
    _modify { yield &entries[index].record }
  }

  func pod(at index: Int) -> String { entries[index].pod }

  /// Where a pod is, or where it belongs; looked for at `expected` first.
  func place(of pod: String, expected: Int = 0) -> (index: Int, isKnown: Bool) {
    if expected < entries.count, entries[expected].pod == pod { return (expected, true) }
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].pod < pod { low = middle + 1 } else { high = middle }
    }
    return (low, low < entries.count && entries[low].pod == pod)
  }

  /// Begins to remember a pod, at the place where it belongs.
  mutating func insert(_ record: PodRecord, of pod: String, at index: Int) {
    entries.insert(Entry(pod: pod, record: record), at: index)
  }

  /// Forgets the pods that were last read before a time; returns when the latest of them was read.
  mutating func forget(before time: Double) -> Double? {
    var latest: Double?
    for index in entries.indices.reversed() where entries[index].record.time < time {
      latest = max(latest ?? -.infinity, entries[index].record.time)
      entries.remove(at: index)
    }
    return latest
  }
}
