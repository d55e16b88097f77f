import KubeCore
import Testing

@testable import KubeRuntime

@Suite("The objects that have changed last") struct RecentEntriesTests {
  @Test("are at hand, and those from long before are not")
  func bounded() {
    var recent = RecentEntries<Widget>()
    let widgets = (1...1_000).map { (number: Int) in Widget("widget-\(number)", version: number) }
    for widget in widgets { recent.note(StoreEntry(widget), at: widget.key) }
    let kept = widgets.filter { recent[$0.key]?.value == $0 }
    #expect(kept.last == widgets.last && (256...512).contains(kept.count))
    #expect(kept == Array(widgets.suffix(kept.count)))
  }

  @Test("are known in their latest state, whatever the older one was noted as")
  func latest() {
    var recent = RecentEntries<Widget>()
    let old = Widget("a", version: 1)
    recent.note(StoreEntry(old), at: old.key)
    for number in 1...300 {
      let other = Widget("b-\(number)", version: number)
      recent.note(StoreEntry(other), at: other.key)
    }
    let new = Widget("a", version: 2)
    recent.note(StoreEntry(new), at: new.key)
    #expect(recent[new.key]?.value == new)
    recent.forget(new.key)
    #expect(recent[new.key] == nil)
  }
}
