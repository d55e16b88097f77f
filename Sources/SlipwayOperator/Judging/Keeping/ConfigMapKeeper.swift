import KubeClient
import KubeCore
import KubeTypes
import Logging
import SlipwayAPI
import Workloads

/// Keeps the judges of each ModelDeployment in a ConfigMap that it owns.
///
/// It stays when the rollout is over, so that the log can be looked at, until the next rollout takes its place.
struct ConfigMapKeeper: JudgeKeeper {
  let client: KubeClient
  let logger: Logger

  func load(for model: ModelDeployment) async throws(OperatorError) -> JudgeRecord? {
    do throws(KubeError) {
      guard let map = try await api(model).find(JudgeRecord.name(model.metadata.name ?? "")), isOwn(map, model) else {
        return nil
      }
      return JudgeRecord(map)
    } catch {
      // Without the right to read it the judge lives in memory alone, as well as it can.
      guard error.code == .forbidden else { throw OperatorError(error) }
      warn(error, model)
      return nil
    }
  }

  func keep(_ record: JudgeRecord, for model: ModelDeployment, isFirst: Bool) async -> Bool {
    let name = JudgeRecord.name(model.metadata.name ?? "")
    do throws(KubeError) {
      if isFirst, let existing = try await api(model).find(name), !isOwn(existing, model) {
        logger.warning("ConfigMap `\(name)` belongs to somebody else: the judge is not kept")
        return false
      }
      _ = try await api(model).apply(name, content(record, model), fieldManager: FieldManager.judge, force: true)
      return true
    } catch {
      warn(error, model)
      return false
    }
  }

  private func content(_ record: JudgeRecord, _ model: ModelDeployment) -> JSONValue {
    [
      "metadata": [
        "name": .string(JudgeRecord.name(model.metadata.name ?? "")), "ownerReferences": [model.ownerOfEvidence],
        "labels": JSONValue(SlipwayLabels.common(model.metadata.name ?? "")),
      ],
      "data": [
        "began": .string(record.began?.text ?? ""), "stable": .string(record.stable), "time": .string("\(record.time)"),
      ],
      "binaryData": JSONValue(record.parts.mapValues(Base64.encode)),
    ]
  }

  private func isOwn(_ map: ConfigMap, _ model: ModelDeployment) -> Bool {
    map.metadata.controller?.uid == model.metadata.uid && model.metadata.uid != nil
  }

  private func api(_ model: ModelDeployment) -> API<ConfigMap> {
    client.api(ConfigMap.self, namespace: model.metadata.namespace)
  }

  private func warn(_ error: KubeError, _ model: ModelDeployment) {
    logger.warning("The judge of `\(model.key)` cannot be kept", metadata: ["error": "\(error)"])
  }
}
