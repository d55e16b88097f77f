import KubeClient
import KubeCore

extension SimulatedCluster {
  func list(_ request: ResourceRequest) throws(APIFailure) -> SimulatorAnswer {
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
    if page.count < chosen.count, let last = page.last {
      token = ContinueToken(revision: window.revision, last: last.key).text
    }
    // With a selector the server cannot tell how many are left.
    let isSelected = !selection.labels.isEmpty || !selection.fields.isEmpty
    let remaining = token == nil || isSelected ? nil : chosen.count - page.count
    return listAnswer(
      page.map(\.value), request, revision: window.revision, continueToken: token, remaining: remaining)
  }
}
