import KubeCore

/// What to do when the moment that the pages of a list show has become too old before the last page was read.
public enum PageExpiry: String, Sendable, Hashable {
  /// Read the whole list once more, in one piece, which cannot expire.
  case restart
  /// Go on with the token that the server offers, which shows a later moment. What changed between is there, missing,
  /// or there twice; the version of the list is that of its first page, so that a watch from it tells the rest.
  case acceptInconsistent
  /// Fail with `.gone`.
  case fail
}

/// Reads a list page by page: which page comes next, and whether it belongs to those before it.
struct PagerState: Sendable {
  enum Recovery: Sendable, Hashable {
    /// The pages so far stay.
    case goOn
    /// The pages so far are void.
    case startAnew
    case giveUp
  }

  private let whole: ListOptions
  private let expiry: PageExpiry
  private var isPaged = true
  private var isInconsistent = false

  /// The next page to read; `nil` when all have been read.
  private(set) var next: ListOptions?
  /// The version that the pages show.
  private(set) var version: String?

  init(_ options: ListOptions, expiry: PageExpiry) {
    whole = options
    next = options
    self.expiry = expiry
  }

  /// Takes note of a page.
  ///
  /// - Returns: false when it shows another moment than those before it; all of them are void then.
  mutating func received(_ page: ListMeta) -> Bool {
    guard version == nil || version == page.resourceVersion || isInconsistent else {
      startAnew()
      return false
    }
    version = version ?? page.resourceVersion
    if let token = page.continue, !token.isEmpty { goOn(with: token) } else { next = nil }
    return true
  }

  mutating func failed(_ error: KubeError) -> Recovery {
    // The caller's own version or token cannot be replaced by another one.
    guard error.code == .gone, version != nil, whole.continue == nil else { return .giveUp }
    switch expiry {
    case .fail: return .giveUp
    case .acceptInconsistent:
      guard let token = error.inconsistentContinuation else { return .giveUp }
      isInconsistent = true
      goOn(with: token)
      return .goOn
    case .restart:
      guard isPaged, whole.resourceVersionMatch != .exact else { return .giveUp }
      startAnew()
      return .startAnew
    }
  }

  private mutating func goOn(with token: String) {
    next = whole
    next?.continue = token
    // The token holds the version; a request that names both is refused.
    next?.resourceVersion = nil
    next?.resourceVersionMatch = nil
  }

  private mutating func startAnew() {
    isPaged = false
    version = nil
    next = whole
    next?.limit = nil
  }
}
