/// The kinds of objects that go with what serves.
enum CompanionKind: Sendable, Hashable, CaseIterable {
  case budget, networkPolicy, autoscaler
}
