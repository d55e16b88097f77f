import CEL

/// An IP address as text that Go's parser takes, leading zeros aside.
struct IPAddressText: Sendable, Hashable {
  let text: String
  private let value: IPValue

  init?(_ text: String) {
    guard let value = try? IPValue(text) else { return nil }
    self.text = text
    self.value = value
  }

  var isVersion4: Bool { value.isVersion4 }
  var isUnspecified: Bool { value.isUnspecified }
  var isLoopback: Bool { value.isLoopback }
  var isLinkLocalUnicast: Bool { value.isLinkLocalUnicast }
  var isLinkLocalMulticast: Bool { value.isLinkLocalMulticast }
}
