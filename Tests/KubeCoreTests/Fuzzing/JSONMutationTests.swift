import Testing

@testable import KubeCore

@Suite struct JSONMutationTests {
  private static let documents = [
    #"{"a":[1,-2.5e3,"x\u00e9\\",true,null,{"b":{}}],"c":"d","longer key of an object":0.1,"é":"\ud83d\ude00"}"#,
    #"{"kind":"List","items":[{"metadata":{"name":"a","labels":{"x":"y"}}},{"b":18446744073709551615}],"metadata":{}}"#,
    #"{"metadata":{"managedFields":[{"f:a":{},"k:{\"name\":\"x\"}":{".":{}}},{"f:a":{},"f:a":{}}]},"items":[[],{},""]}"#,
  ]

  @Test("mutated documents never trap, and what is accepted survives every way through")
  func mutations() {
    let seed: UInt64 = 20_261_121
    var random = SplitMix64(seed: seed)
    for round in 0..<6_000 {
      let bytes = Self.mutated(Array(Self.documents[round % Self.documents.count].utf8), &random)
      if let violation = JSONProperties.violation(bytes) {
        Issue.record("seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self)) \(violation)")
      }
    }
  }

  /// Replaces, removes, repeats and inserts: half of the time bytes that mean something in JSON.
  private static func mutated(_ document: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var bytes = document
    let meaningful = Array(#"{}[]",:\u0e-.1tn /"#.utf8)
    for _ in 0..<(1 + random.next() % 4) where !bytes.isEmpty {
      let place = Int(random.next() % UInt64(bytes.count))
      let byte =
        random.next() % 2 == 0
        ? UInt8(truncatingIfNeeded: random.next()) : meaningful[Int(random.next() % UInt64(meaningful.count))]
      let end = min(bytes.count, place + Int(random.next() % 12))
      switch random.next() % 5 {
      case 0: bytes.insert(byte, at: place)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      default: bytes[place] = byte
      }
    }
    return bytes
  }
}
