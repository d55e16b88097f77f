import KubeClient
import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

extension Applier {
  /// Reads what is to be copied, unless the copy is there already.
  func claim(
    _ snapshot: ConfigSnapshot, of record: RevisionRecord, for model: ModelDeployment, in claims: inout Claims
  ) async throws(OperatorError) {
    switch snapshot.kind {
    case .configMaps: try await claim(ConfigMap.self, snapshot, record, for: model, in: &claims)
    case .secrets: try await claim(Secret.self, snapshot, record, for: model, in: &claims)
    }
  }

  private func claim<Object: KubeResource>(
    _ type: Object.Type, _ snapshot: ConfigSnapshot, _ record: RevisionRecord, for model: ModelDeployment,
    in claims: inout Claims
  ) async throws(OperatorError) {
    let name = "\(type.resourceType.kind) `\(snapshot.source)`, which the pod template names,"
    let api = client.api(type, namespace: model.metadata.namespace)
    if let copy = try await request({ () throws(KubeError) in try await api.find(snapshot.copy) }) {
      guard copy.metadata.controller?.kind == ControllerRevision.resourceType.kind,
        copy.metadata.labels?[SlipwayLabels.revision] == record.revision
      else { throw Self.refusal(of: copy, for: model) }
      return
    }
    do throws(OperatorError) {
      let source = try await request { () throws(KubeError) in try await api.find(snapshot.source) }
      if let source { return claims.sources[snapshot] = try content(of: source) }
    } catch {
      guard error.cause?.code == .forbidden else { throw error }
      throw OperatorError(
        .configUnavailable,
        message: "\(name) may not be read by the operator; `spec.runtime.snapshots` says what is copied.")
    }
    guard snapshot.isOptional else { throw OperatorError(.configUnavailable, message: "\(name) does not exist.") }
  }

  /// Makes the copy; it belongs to the record, and goes with it.
  func copy(
    _ snapshot: ConfigSnapshot, of record: RevisionRecord, _ claims: Claims, for model: ModelDeployment
  ) async throws(OperatorError) {
    guard let source = claims.sources[snapshot] else { return }
    let name = model.metadata.name ?? ""
    let uid = claims.records[record.revision] ?? stores.record(of: record.revision, model.key)?.metadata.uid ?? ""
    let holder = OwnerReference(
      apiVersion: ControllerRevision.resourceType.apiVersion, kind: ControllerRevision.resourceType.kind,
      name: WorkloadNames.revision(name, record.revision), uid: uid, controller: true)
    let labels = JSONValue(SlipwayLabels.of(name, revision: record.revision))
    var copy: JSONValue = [
      "immutable": true,
      "metadata": [
        "name": .string(snapshot.copy), "labels": labels, "ownerReferences": [try tree(holder)],
        "annotations": [SlipwayLabels.source: .string(snapshot.source)],
      ],
    ]
    for part in ["data", "binaryData", "type"] { copy[part] = source[part] }
    switch snapshot.kind {
    case .configMaps: try await apply(ConfigMap.self, snapshot.copy, copy, for: model)
    case .secrets: try await apply(Secret.self, snapshot.copy, copy, for: model)
    }
  }

  private func apply<Object: KubeResource>(
    _ type: Object.Type, _ name: String, _ content: JSONValue, for model: ModelDeployment
  ) async throws(OperatorError) {
    _ = try await request { () throws(KubeError) in
      try await client.api(type, namespace: model.metadata.namespace).metadataOnly().apply(
        name, content, fieldManager: FieldManager.workload)
    }
  }

  private func content(of source: some KubeResource) throws(OperatorError) -> JSONValue { try declared(source).content }
}
