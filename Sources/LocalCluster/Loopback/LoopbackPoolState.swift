/// Which of the host numbers 1 to 254 are free, the longest unused first.
struct LoopbackPoolState: Sendable {
  private var free = Array(1...254)

  /// Takes the first free number that is fit.
  mutating func take(where isFit: (Int) -> Bool) -> Int? {
    guard let index = free.firstIndex(where: isFit) else { return nil }
    return free.remove(at: index)
  }

  mutating func giveBack(_ host: Int) {
    guard (1...254).contains(host), !free.contains(host) else { return }
    free.append(host)
  }
}
