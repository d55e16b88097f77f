import KubeCore
import Testing

@testable import KubeRuntime

@Suite struct StoreStateTests {
  private func synced(_ objects: Widget..., version: String = "10") -> StoreState<Widget> {
    var state = StoreState<Widget>(indexes: [.ownerUID, .label("app"), .namespace])
    _ = state.apply(.restarted(.first))
    _ = state.apply(.listed(objects))
    _ = state.apply(.synced(resourceVersion: version))
    return state
  }

  @Test func aListIsVisibleOnlyWhenItIsComplete() {
    var state = StoreState<Widget>(indexes: [])
    _ = state.apply(.restarted(.first))
    #expect(state.apply(.listed([Widget("b", version: 1)])).isEmpty)
    #expect(state.objects.isEmpty)
    _ = state.apply(.listed([Widget("a", version: 2)]))
    #expect(!state.isSynced)
    let changes = state.apply(.synced(resourceVersion: "10"))
    #expect(changes.map(\.summary) == ["+a initial", "+b initial"])
    #expect(state.isSynced)
    #expect(state.resourceVersion == "10")
  }

  @Test func aLaterListTellsWhatHasChangedAndWhatIsGone() {
    var state = synced(Widget("a", version: 1), Widget("b", version: 2), Widget("c", version: 3))
    _ = state.apply(.restarted(.versionUnavailable))
    _ = state.apply(.listed([Widget("a", version: 1), Widget("b", version: 12), Widget("d", version: 13)]))
    let changes = state.apply(.synced(resourceVersion: "20"))
    #expect(changes.map(\.summary) == ["-c", "b 2->12", "+d"])
    #expect(Set(state.objects.map(\.key.name)) == ["a", "b", "d"])
  }

  @Test func anUnfinishedListLeavesNoTrace() {
    var state = synced(Widget("a", version: 1))
    _ = state.apply(.restarted(.versionUnavailable))
    _ = state.apply(.listed([Widget("ghost", version: 5)]))
    _ = state.apply(.restarted(.listFailed))
    _ = state.apply(.listed([Widget("a", version: 1)]))
    #expect(state.apply(.synced(resourceVersion: "20")).isEmpty)
    #expect(state.objects.count == 1)
  }

  @Test func anObjectThatTookTheNameOfAnotherCountsAsBoth() {
    var state = synced(Widget("a", version: 1, uid: "old"))
    let changes = state.apply(.applied(Widget("a", version: 12, uid: "new")))
    #expect(changes.map(\.summary) == ["-a", "+a"])
    #expect(changes.first?.object.metadata.uid == "old")
  }

  @Test func eventsMoveTheVersionAndRepetitionsChangeNothing() {
    var state = synced(Widget("a", version: 1))
    #expect(state.apply(.applied(Widget("a", version: 11))).map(\.summary) == ["a 1->11"])
    #expect(state.resourceVersion == "11")
    #expect(state.apply(.applied(Widget("a", version: 11))).isEmpty)
    #expect(state.apply(.deleted(Widget("a", version: 12))).map(\.summary) == ["-a"])
    #expect(state.apply(.deleted(Widget("a", version: 12))).isEmpty)
    _ = state.apply(.bookmarked(resourceVersion: "30"))
    #expect(state.resourceVersion == "30")
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func indexesAgreeWithASearchThroughEverything(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var state = synced()
    for version in 20..<600 {
      let name = "w\(Int.random(in: 0..<12, using: &random))"
      let app = ["x", "y", "z"].randomElement(using: &random) ?? "x"
      let namespace = ["shop", "lab"].randomElement(using: &random) ?? "shop"
      var widget = Widget(name, version: version, namespace: namespace)
      if Bool.random(using: &random) { widget.metadata.labels = ["app": app] }
      if Bool.random(using: &random) {
        widget.metadata.ownerReferences = [
          OwnerReference(apiVersion: "v1", kind: "Owner", name: "o", uid: "owner-\(app)")
        ]
      }
      switch Int.random(in: 0..<20, using: &random) {
      case 0:
        _ = state.apply(.restarted(.versionUnavailable))
        _ = state.apply(.listed([widget]))
        _ = state.apply(.synced(resourceVersion: "\(version)"))
      case 1...6: _ = state.apply(.deleted(widget))
      default: _ = state.apply(.applied(widget))
      }
      let objects = state.objects
      for value in ["x", "y", "z"] {
        let labelled = objects.filter { $0.metadata.labels?["app"] == value }.map(\.key).sorted()
        #expect(state.keys(.label("app"), value) == labelled)
        let owned = objects.filter { $0.metadata.ownerReferences?.first?.uid == "owner-\(value)" }.map(\.key).sorted()
        #expect(state.keys(.ownerUID, "owner-\(value)") == owned)
      }
      let there = objects.filter { $0.metadata.namespace == "lab" }.map(\.key).sorted()
      #expect(state.keys(.namespace, "lab") == there)
    }
  }
}

extension StoreChange {
  var summary: String {
    let suffix = isInitial ? " initial" : ""
    switch kind {
    case .added(let object): return "+\(object.key.name)\(suffix)"
    case .deleted(let object): return "-\(object.key.name)\(suffix)"
    case .updated(let old, let new):
      return "\(new.key.name) \(old.metadata.resourceVersion ?? "?")->\(new.metadata.resourceVersion ?? "?")\(suffix)"
    }
  }
}
