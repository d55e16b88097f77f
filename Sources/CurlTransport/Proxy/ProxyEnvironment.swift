#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// What the environment says about proxies, read as Go's `httpproxy` reads it and not as libcurl does.
///
/// `HTTPS_PROXY` is for `https` URLs and `HTTP_PROXY` for `http` ones; `NO_PROXY` names the hosts that are reached
/// without. The lower-case names count where the upper-case ones are unset or empty. `ALL_PROXY` means nothing.
public struct ProxyEnvironment: Sendable, Hashable {
  /// The proxy for `http` URLs; empty is none.
  public var httpProxy: String
  /// The proxy for `https` URLs; empty is none.
  public var httpsProxy: String
  /// The hosts that are reached without a proxy, separated by commas.
  public var noProxy: String
  /// Whether the process answers a CGI request, in which the client may have set `HTTP_PROXY` by a header field.
  public var isCGI: Bool

  /// Creates an environment; everything has a default of nothing.
  public init(httpProxy: String = "", httpsProxy: String = "", noProxy: String = "", isCGI: Bool = false) {
    self.httpProxy = httpProxy
    self.httpsProxy = httpsProxy
    self.noProxy = noProxy
    self.isCGI = isCGI
  }

  /// Reads the variables through a function that gives their values.
  public init(reading variable: (String) -> String?) {
    func first(_ names: String...) -> String {
      names.lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
    }
    self.init(
      httpProxy: first("HTTP_PROXY", "http_proxy"), httpsProxy: first("HTTPS_PROXY", "https_proxy"),
      noProxy: first("NO_PROXY", "no_proxy"), isCGI: !first("REQUEST_METHOD").isEmpty)
  }

  /// Reads the variables of this process.
  public static func current() -> ProxyEnvironment {
    ProxyEnvironment { name in getenv(name).map { String(cString: $0) } }
  }
}
