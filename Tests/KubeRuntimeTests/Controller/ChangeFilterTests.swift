import KubeCore
import KubeRuntime
import Testing

@Suite struct ChangeFilterTests {
  private static let changes: [(String, @Sendable (inout Widget) -> Void, Bool)] = [
    ("nothing", { _ in }, false),
    ("version", { $0.metadata.resourceVersion = "9" }, false),
    ("status", { $0.size = 7 }, false),
    ("generation", { $0.metadata.generation = 2 }, true),
    ("label", { $0.metadata.labels = ["a": "b"] }, true),
    ("annotation", { $0.metadata.annotations = ["a": "b"] }, true),
    ("finalizer", { $0.metadata.finalizers = ["x/y"] }, true),
    ("deletion", { $0.metadata.deletionTimestamp = Timestamp(seconds: 1) }, true),
    ("owner", { $0.metadata.ownerReferences = [] }, true),
  ]

  @Test func updatesOfWhatIsAskedForAreAdmitted() {
    for (name, change, isRelevant) in Self.changes {
      let old = Widget("a", version: 1)
      var new = old
      change(&new)
      let update = StoreChange(.updated(old: old, new: new))
      #expect(ChangeFilter.generationOrMetadata.admits(update) == isRelevant, "\(name)")
      #expect(ChangeFilter.any.admits(update))
      #expect(ChangeFilter.changed(\.size).admits(update) == (name == "status"), "\(name)")
      let either = ChangeFilter<Widget>.generationOrMetadata.or(.changed(\.size))
      #expect(either.admits(update) == (isRelevant || name == "status"), "\(name)")
    }
  }

  @Test func additionsAndDeletionsAreAdmitted() {
    let never = ChangeFilter<Widget> { _, _ in false }
    #expect(never.admits(StoreChange(.added(Widget("a")))))
    #expect(never.admits(StoreChange(.deleted(Widget("a")))))
  }

  @Test(arguments: [
    ("test.dev/v1", "Widget", true, "shop/parent"), ("test.dev/v2beta1", "Widget", true, "shop/parent"),
    ("other.dev/v1", "Widget", true, nil), ("v1", "Widget", true, nil), ("test.dev/v1", "Gadget", true, nil),
    ("test.dev/v1", "Widget", false, nil),
  ] as [(String, String, Bool, String?)])
  func ownersAreFoundByGroupAndKind(apiVersion: String, kind: String, isController: Bool, expected: String?) {
    let owner = OwnerReference(apiVersion: apiVersion, kind: kind, name: "parent", uid: "u", controller: isController)
    #expect(Widget("child", owner: owner).ownerKey(of: Widget.self)?.description == expected)
  }
}
