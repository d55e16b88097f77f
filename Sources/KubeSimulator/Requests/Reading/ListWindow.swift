import KubeCore

/// Which state a list shows, and from where on.
struct ListWindow: Sendable {
  var revision: Int64
  /// Whether the state is that of an earlier revision.
  var isPast = false
  var limit: Int?
  /// The last object of the page before.
  var start: ObjectKey?

  init(_ request: ResourceRequest, store: ObjectStore) throws(APIFailure) {
    revision = store.revision
    limit = request.options["limit"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let match = request.options["resourceVersionMatch"]
    let version = request.options["resourceVersion"] ?? ""
    try ListOptionRules.check(request.options, isWatch: false)
    if let text = request.options["continue"], !text.isEmpty {
      let token = try ContinueToken(text: text)
      guard version.isEmpty || version == "0" else {
        throw .badRequest("specifying resource version is not allowed when using continue")
      }
      try proceed(from: token, store)
    } else if !version.isEmpty {
      let wanted = try Self.parse(version)
      if wanted > store.revision { throw .tooLargeVersion(wanted, current: store.revision) }
      // Who asks for a page of a version and does not say how means that version.
      let isExact = match == "Exact" || match?.isEmpty != false && limit != nil && version != "0"
      if isExact { try goBack(to: wanted, store) }
      // What the server reads from its cache comes whole.
      if version == "0", match != "Exact" { limit = nil }
    }
  }

  private mutating func proceed(from token: ContinueToken, _ store: ObjectStore) throws(APIFailure) {
    start = token.last
    guard let past = token.revision else { return }
    guard past >= store.log.compactedRevision else {
      throw .expired(
        "The provided continue parameter is too old to display a consistent list result. You can start a new list "
          + "without the continue parameter, or use the continue token in this response to retrieve the remainder of "
          + "the results. Continuing with the provided token results in an inconsistent list - objects that were "
          + "created, modified, or deleted between the time the first chunk was returned and now may show up in the "
          + "list.", continueToken: ContinueToken(revision: nil, last: token.last).text)
    }
    try goBack(to: past, store)
  }

  private mutating func goBack(to past: Int64, _ store: ObjectStore) throws(APIFailure) {
    guard past >= store.log.compactedRevision else {
      throw .expired("The resourceVersion for the provided list is too old.")
    }
    revision = past
    isPast = past < store.revision
  }

  /// The version that a watch begins with.
  static func parseStart(_ text: String) throws(APIFailure) -> Int64 {
    guard let revision = Int64(text), revision >= 0 else {
      throw APIFailure(
        code: 500,
        message: "resourceVersion: Invalid value: \"\(text)\": strconv.ParseUint: parsing \"\(text)\": invalid syntax")
    }
    return revision
  }

  static func parse(_ text: String) throws(APIFailure) -> Int64 {
    guard let revision = Int64(text), revision >= 0 else {
      throw .badRequest(
        "invalid resource version: resourceVersion: Invalid value: \"\(text)\": "
          + "strconv.ParseUint: parsing \"\(text)\": invalid syntax")
    }
    return revision
  }
}
