/// The hosts that `NO_PROXY` names.
///
/// The rules are those of Go's `httpproxy`, which every Kubernetes client follows: entries are separated by commas;
/// `*` is every host; an address or a range (`10.0.0.0/8`) is compared as such; `example.com` is the domain with its
/// subdomains, `.example.com` and `*.example.com` the subdomains alone; an address or domain may end in `:port`.
struct ProxyExceptions: Sendable, Hashable {
  private enum Rule: Sendable, Hashable {
    case network(IPNetwork)
    case address(IPAddress, port: String?)
    /// The suffix begins with a dot.
    case domain(suffix: String, includesItself: Bool, port: String?)
  }

  private var rules: [Rule] = []
  private var coversEverything = false

  init(_ text: String) {
    for entry in text.split(separator: ",") {
      let entry = entry.trimmingSpaces().lowercased()
      if entry == "*" {
        coversEverything = true
      } else if let rule = Self.rule(entry) {
        rules.append(rule)
      }
    }
  }

  private static func rule(_ entry: String) -> Rule? {
    if let network = IPNetwork(entry) { return .network(network) }
    let (host, port) = split(entry)
    if let address = IPAddress(host) { return .address(address, port: port) }
    var suffix = host.hasPrefix("*.") ? String(host.dropFirst()) : host
    guard !suffix.isEmpty else { return nil }
    let includesItself = !suffix.hasPrefix(".")
    if includesItself { suffix = "." + suffix }
    return .domain(suffix: suffix, includesItself: includesItself, port: port)
  }

  /// Takes the port off an entry. An IPv6 address stands in brackets where it has one.
  private static func split(_ entry: String) -> (host: String, port: String?) {
    if entry.hasPrefix("["), let end = entry.firstIndex(of: "]") {
      let rest = entry[entry.index(after: end)...]
      let host = String(entry[entry.index(after: entry.startIndex)..<end])
      return (host, rest.hasPrefix(":") ? String(rest.dropFirst()) : nil)
    }
    let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return (entry, nil) }
    return (String(parts[0]), String(parts[1]))
  }

  /// Whether a host is reached without the proxy.
  ///
  /// `localhost` and loopback addresses always are.
  ///
  /// - Parameter host: a name or an address, without brackets.
  func covers(host: String, port: String) -> Bool {
    let host = host.lowercased()
    let address = IPAddress(host)
    if host == "localhost" || address?.isLoopback == true || coversEverything { return true }
    return rules.contains { rule in
      switch rule {
      case .network(let network): address.map(network.contains) ?? false
      case .address(let excepted, let exceptedPort):
        excepted == address && (exceptedPort.map { $0.isEmpty || $0 == port } ?? true)
      case .domain(let suffix, let includesItself, let exceptedPort):
        (host.hasSuffix(suffix) || includesItself && host == suffix.dropFirst())
          && (exceptedPort.map { $0.isEmpty || $0 == port } ?? true)
      }
    }
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> Substring {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    var rest = drop(while: isBlank)
    while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
    return rest
  }
}
