/// A kind of objects that a revision keeps copies of.
public enum SnapshotKind: String, Sendable, Hashable, CaseIterable {
  case configMaps = "ConfigMaps"
  case secrets = "Secrets"
}

extension SnapshotKind: FieldChoice {}
