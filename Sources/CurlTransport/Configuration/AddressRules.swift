/// Which addresses a client may connect to.
///
/// A program that is told by others where to send requests can be made to reach what only it can reach: itself, the
/// services of its node, the metadata of its cloud. The rules look at the addresses themselves, when a connection is
/// made: a harmless name can have any address. A proxy resolves names in its own place, and is expected to have rules
/// of its own; through it only addresses that stand in the URL are looked at.
public struct AddressRules: Sendable, Hashable {
  /// Loopback, link-local, multicast and unspecified addresses, and those at which clouds tell credentials.
  public static let reserved = [
    "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "100.100.100.200/32", "168.63.129.16/32", "224.0.0.0/4",
    "255.255.255.255/32", "::/128", "::1/128", "fe80::/10", "ff00::/8", "fd00:ec2::254/128",
  ]

  /// The rules that refuse nothing.
  public static let unrestricted = AddressRules(refused: [], allowed: [])

  /// The rules that refuse the reserved networks.
  public static let guarded = AddressRules(
    refused: reserved.compactMap { IPNetwork($0) }, allowed: [])

  private let refused: [IPNetwork]
  private let allowed: [IPNetwork]

  private init(refused: [IPNetwork], allowed: [IPNetwork]) { (self.refused, self.allowed) = (refused, allowed) }

  /// Refuses networks, but for parts of them that are allowed; both in CIDR notation.
  ///
  /// - Throws: `.invalidRequest` with the text that is no network.
  public init(refusing refused: [String] = reserved, allowing allowed: [String] = []) throws(CurlError) {
    self.refused = try Self.networks(refused)
    self.allowed = try Self.networks(allowed)
  }

  /// The rules that refuse the reserved networks and one host more, unless that is a name.
  public static func guarded(allowing allowed: [String], besides host: String) throws(CurlError) -> AddressRules {
    guard let address = IPAddress(IPAddress.unbracketed(host)) else { return try AddressRules(allowing: allowed) }
    return try AddressRules(refusing: reserved + ["\(address)/\(address.bytes.count * 8)"], allowing: allowed)
  }

  /// Whether an address may be connected to; text that is no address is a name, of which nothing is known yet.
  public func allows(_ address: String) -> Bool { IPAddress(address).map(allows) ?? true }

  func allows(_ address: IPAddress) -> Bool {
    allowed.contains { $0.contains(address) } || !refused.contains { $0.contains(address) }
  }

  private static func networks(_ texts: [String]) throws(CurlError) -> [IPNetwork] {
    var networks: [IPNetwork] = []
    for text in texts {
      guard let network = IPNetwork(text) else {
        throw CurlError(.invalidRequest, "\(text.debugDescription) is no network such as 10.0.0.0/8 or fd00::/8")
      }
      networks.append(network)
    }
    return networks
  }
}
