import KubeCore
import Testing

@testable import KubeRuntime

@Suite("A store that packs its objects") struct PackedStoreTests {
  private static let indexes: [StoreIndex<Widget>] = [.ownerUID, .label("app")]

  @Test("tells and finds the same as one that does not", arguments: 1...20 as ClosedRange<UInt64>)
  func same(seed: UInt64) {
    var random = RandomSource.seeded(seed)
    var plain = StoreState<Widget>(indexes: Self.indexes)
    var packed = StoreState<Widget>(indexes: Self.indexes, isPacked: true)
    for version in 1...400 {
      let event = event(version, &random)
      let (expected, found) = (plain.apply(event), packed.apply(event))
      #expect(expected.map(\.summary) == found.map(\.summary), "seed \(seed), event \(version)")
      #expect(expected.map(\.object) == found.map(\.object) && expected.map(\.old) == found.map(\.old))
      #expect(plain.keys.allSatisfy { plain[$0] == packed[$0] }, "seed \(seed), event \(version)")
    }
    #expect(plain.keys.sorted() == packed.keys.sorted())
    #expect(Set(plain.objects) == Set(packed.objects))
    for app in ["a", "b"] {
      #expect(plain.keys(.label("app"), app) == packed.keys(.label("app"), app), "seed \(seed)")
    }
    #expect(plain.resourceVersion == packed.resourceVersion && packed.sharedTexts == 0)
  }

  private func event(_ version: Int, _ random: inout RandomSource) -> WatcherEvent<Widget> {
    func widget() -> Widget {
      var widget = Widget(
        "widget-\(Int.random(in: 0..<12, using: &random))", version: version, uid: "uid-\(Int.random(in: 0..<3, using: &random))")
      widget.metadata.labels = ["app": Bool.random(using: &random) ? "a" : "b", "é": "\u{2028}"]
      return widget
    }
    switch Int.random(in: 0..<20, using: &random) {
    case 0: return .restarted(.first)
    case 1: return .synced(resourceVersion: "\(version)")
    case 2..<6: return .listed((0..<4).map { _ in widget() })
    case 6..<10: return .deleted(widget())
    case 10: return .bookmarked(resourceVersion: "\(version)")
    default: return .applied(widget())
    }
  }
}
