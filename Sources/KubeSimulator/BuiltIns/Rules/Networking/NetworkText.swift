import CEL

/// A range of addresses as text (CIDR).
struct NetworkText: Sendable, Hashable {
  private let value: CIDRValue

  init?(_ text: String) {
    guard let value = try? CIDRValue(text) else { return nil }
    self.value = value
  }

  /// Whether another range is a part of this one, and not all of it.
  func strictlyContains(_ other: NetworkText) -> Bool {
    other.value.prefixLength > value.prefixLength && value.contains(other.value.address)
  }
}
