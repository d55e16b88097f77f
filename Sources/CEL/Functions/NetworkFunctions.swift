/// IP addresses and their ranges.
enum NetworkFunctions {
  static let overloads: [Overload] = addresses + ranges

  private static let addresses: [Overload] = [
    .global("ip", "string_to_ip", [.string], .ip) { .ip(try IPValue($0.string(0))) },
    .global("isIP", "is_ip", [.string], .bool) { arguments in
      let text = try arguments.string(0)
      return .bool((try? IPValue(text)) != nil)
    },
    .global("ip.isCanonical", "ip_is_canonical", [.string], .bool) { arguments in
      let text = try arguments.string(0)
      return .bool(try IPValue(text).text == text)
    },
    .global("string", "ip_to_string", [.ip], .string) { .string(try $0.ip(0).text) },
    .member("family", "ip_family", [.ip], .int) { .int(try $0.ip(0).isVersion4 ? 4 : 6) },
    .member("isUnspecified", "ip_is_unspecified", [.ip], .bool) { .bool(try $0.ip(0).isUnspecified) },
    .member("isLoopback", "ip_is_loopback", [.ip], .bool) { .bool(try $0.ip(0).isLoopback) },
    .member("isLinkLocalMulticast", "ip_is_link_local_multicast", [.ip], .bool) {
      .bool(try $0.ip(0).isLinkLocalMulticast)
    },
    .member("isLinkLocalUnicast", "ip_is_link_local_unicast", [.ip], .bool) { .bool(try $0.ip(0).isLinkLocalUnicast) },
    .member("isGlobalUnicast", "ip_is_global_unicast", [.ip], .bool) { .bool(try $0.ip(0).isGlobalUnicast) },
  ]

  private static let ranges: [Overload] = [
    .global("cidr", "string_to_cidr", [.string], .cidr) { .cidr(try CIDRValue($0.string(0))) },
    .global("isCIDR", "is_cidr", [.string], .bool) { arguments in
      let text = try arguments.string(0)
      return .bool((try? CIDRValue(text)) != nil)
    },
    .global("string", "cidr_to_string", [.cidr], .string) { .string(try $0.cidr(0).text) },
    .member("containsIP", "cidr_contains_ip_string", [.cidr, .string], .bool) {
      guard let address = try? IPValue($0.string(1)) else { throw EvaluationError.noSuchOverload }
      return .bool(try $0.cidr(0).contains(address))
    },
    .member("containsIP", "cidr_contains_ip_ip", [.cidr, .ip], .bool) { .bool(try $0.cidr(0).contains($0.ip(1))) },
    .member("containsCIDR", "cidr_contains_cidr_string", [.cidr, .string], .bool) {
      guard let range = try? CIDRValue($0.string(1)) else { throw EvaluationError.noSuchOverload }
      return .bool(try $0.cidr(0).contains(range))
    },
    .member("containsCIDR", "cidr_contains_cidr", [.cidr, .cidr], .bool) {
      .bool(try $0.cidr(0).contains($0.cidr(1)))
    },
    .member("ip", "cidr_ip", [.cidr], .ip) { .ip(try $0.cidr(0).address) },
    .member("prefixLength", "cidr_prefix_length", [.cidr], .int) { .int(Int64(try $0.cidr(0).prefixLength)) },
    .member("masked", "cidr_masked", [.cidr], .cidr) { .cidr(try $0.cidr(0).masked) },
  ]
}
