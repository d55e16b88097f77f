import KubeCore

/// A short text that differs between the versions in which objects are stored.
///
/// Clients do no more than compare it.
enum StorageVersionHash {
  static func text(_ type: ResourceType) -> String {
    let hash = FNV.hash64(Array("\(type.group)/\(type.version)/\(type.kind)".utf8))
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The hash of Fowler, Noll and Vo, variant 1a.
enum FNV {
  static func hash64(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  static func hash32(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// The older form of the hash, which multiplies before it takes a byte in.
  static func hash32Multiplied(_ bytes: [UInt8]) -> UInt32 {
    bytes.reduce(0x811C_9DC5) { ($0 &* 0x0100_0193) ^ UInt32($1) }
  }
}
