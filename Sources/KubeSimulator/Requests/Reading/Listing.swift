import KubeClient
import KubeCore

/// A part of a list.
struct ListPage {
  var objects: [JSONValue]
  /// The version of the list.
  var revision: Int64
  /// Where the rest begins; `nil` when there is none.
  var token: String?
  /// How many more there are, where that is known.
  var remaining: Int?
}

extension SimulatedCluster {
  func list(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
    let page = try page(request)
    return listAnswer(
      page.objects, request, revision: page.revision, continueToken: page.token, remaining: page.remaining)
  }

  /// What a list, or the deletion of a collection, is about.
  func page(_ request: ResourceRequest) throws(APIFailure) -> ListPage {
    let selection = try ObjectSelection(request)
    let window = try ListWindow(request, store: store)
    let all =
      window.isPast
      ? store.objects(in: request.definition.storage, at: window.revision)
      : store.objects(in: request.definition.storage, namespace: request.namespace)
    let rest = all.filter { entry in window.start.map { $0 < entry.key } ?? true }
    let chosen = rest.filter { selection.contains($0.value) }
    let page = window.limit.map { Array(chosen.prefix($0)) } ?? chosen
    var token: String?
    // Whether there is more is told before it is known whether the selector wants it.
    if page.count == window.limit, let last = page.last, rest.contains(where: { last.key < $0.key }) {
      token = ContinueToken(revision: window.revision, last: last.key).text
    }
    // With a selector the server cannot tell how many are left.
    let isSelected = !selection.labels.isEmpty || !selection.fields.isEmpty
    let remaining = token == nil || isSelected ? nil : chosen.count - page.count
    return ListPage(objects: page.map(\.value), revision: window.revision, token: token, remaining: remaining)
  }
}
