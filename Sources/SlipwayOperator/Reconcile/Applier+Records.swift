import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI
import Workloads

extension Applier {
  /// Keeps what a revision is.
  func make(
    _ record: ControllerRevision, _ claims: inout Claims, for model: ModelDeployment
  ) async throws(OperatorError) {
    let revision = record.metadata.labels?[SlipwayLabels.revision] ?? ""
    if let existing = claims.existing(ControllerRevision.resourceType, record.key) {
      // It has lost its labels, or is not seen yet; what it holds stays as it is.
      claims.records[revision] = existing.uid
      let labels: JSONValue = ["metadata": ["labels": JSONValue(record.metadata.labels ?? [:])]]
      try await patch(
        ControllerRevision(metadata: existing, data: [:], revision: 0), labels, as: FieldManager.workload,
        in: stores.records, for: model.key)
    } else {
      let written = try await declare(
        try declared(record), as: FieldManager.workload, over: nil, in: stores.records, for: model)
      claims.records[revision] = written.uid
    }
  }

  /// Makes the ModelDeployment the owner of a record that has none, such as one restored from a backup.
  func adopt(_ record: ControllerRevision, for model: ModelDeployment) async throws(OperatorError) {
    guard let reference = model.controllerReference() else { return }
    let owner = try tree(reference)
    try await patch(
      record, ["metadata": ["ownerReferences": [owner]]], as: FieldManager.workload, in: stores.records, for: model.key)
  }

  /// Notes the part that a revision plays, on the record as it was seen: places rest on those of all others.
  func mark(
    _ record: ControllerRevision, _ track: Track, _ place: Int64, for model: ModelDeployment
  ) async throws(OperatorError) {
    var changes: JSONValue = ["metadata": ["labels": [SlipwayLabels.track: .string(track.rawValue)]]]
    changes[["metadata", "resourceVersion"]] = record.metadata.resourceVersion.map { .string($0) }
    if place != record.revision { changes["revision"] = .integer(place) }
    try await patch(record, changes, as: FieldManager.workload, in: stores.records, for: model.key)
  }

  /// Changes a few fields of an object as it was seen.
  func patch<Object: KubeResource>(
    _ object: Object, _ changes: JSONValue, as manager: String, in store: Store<Object>, for key: ObjectKey
  ) async throws(OperatorError) {
    var changes = changes
    if let uid = object.metadata.uid { changes[["metadata", "uid"]] = .string(uid) }
    let body = changes
    let written = try await request { () throws(KubeError) in
      try await client.api(Object.self, namespace: object.metadata.namespace).metadataOnly().patch(
        object.metadata.name ?? "", .merge(body), WriteOptions(fieldManager: manager)
      ).metadata
    }
    echoes.wrote(written, to: store, for: key)
  }
}
