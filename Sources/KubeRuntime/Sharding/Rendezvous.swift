import KubeCore

/// Highest-random-weight hashing (Thaler and Ravishankar): every member can say whose a key is, and a member that comes
/// or goes moves no keys but its own.
enum Rendezvous {
  /// The member that a key belongs to, or `nil` among none.
  static func owner(of key: String, among members: some Sequence<String>) -> String? {
    let hash = fnv1a(key)
    return members.max { (weight($0, hash), $0) < (weight($1, hash), $1) }
  }

  private static func weight(_ member: String, _ key: UInt64) -> UInt64 {
    var generator = SplitMix64(seed: fnv1a(member) ^ key)
    return generator.next()
  }

  /// The same in every process, unlike the standard library's hashes.
  private static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
