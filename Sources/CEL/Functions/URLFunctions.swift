/// URLs and their parts.
enum URLFunctions {
  static let overloads: [Overload] = [
    .global("url", "string_to_url", [.string], .url) { .url(try URLValue($0.string(0))) },
    .global("isURL", "is_url_string", [.string], .bool) { arguments in
      let text = try arguments.string(0)
      return .bool((try? URLValue(text)) != nil)
    },
    .member("getScheme", "url_get_scheme", [.url], .string) { .string(try $0.url(0).scheme) },
    .member("getHost", "url_get_host", [.url], .string) { .string(try $0.url(0).host) },
    .member("getHostname", "url_get_hostname", [.url], .string) { .string(try $0.url(0).hostname) },
    .member("getPort", "url_get_port", [.url], .string) { .string(try $0.url(0).port) },
    .member("getEscapedPath", "url_get_escaped_path", [.url], .string) { .string(try $0.url(0).escapedPath) },
    .member("getQuery", "url_get_query", [.url], .map(.string, .list(.string))) { arguments in
      .map(
        try MapValue(
          arguments.url(0).queryValues.map { (.string($0.key), .list($0.values.map(Value.string))) }))
    },
  ]
}
