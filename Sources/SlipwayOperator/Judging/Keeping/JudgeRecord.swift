import Analysis
import KubeCore
package import KubeTypes

/// What is kept of an ``AnalysisRun`` in a ConfigMap, so that another process takes it up where it was left.
package struct JudgeRecord: Sendable, Equatable {
  /// What is kept of one revision on trial.
  struct Trial: Sendable, Equatable {
    /// ``JudgeState`` as bytes.
    var state: [UInt8]
    /// ``DecisionLog`` as bytes.
    var log: [UInt8]
  }

  /// When the rollout began: one that is tried again is judged anew.
  var began: Timestamp?
  /// The revision that the others are compared with.
  var stable: String
  /// By the names of the revisions.
  var trials: [String: Trial]
  /// The judge of an A/B test as a whole, as bytes.
  var test: [UInt8]?
  /// The last time that the judges were told, in seconds on their clock.
  var time: Double
}

extension JudgeRecord {
  private static let (statePrefix, logPrefix, testKey) = ("state.", "log.", "test")

  /// What the ConfigMap of a deployment's judges is called.
  package static func name(_ deployment: String) -> String { "\(deployment)-judge" }

  /// The logs of the revisions that were judged, in Base64.
  package static func logs(in map: ConfigMap) -> [String: String] {
    let logs = (map.binaryData ?? [:]).filter { $0.key.hasPrefix(logPrefix) }
    return Dictionary(uniqueKeysWithValues: logs.map { (String($0.key.dropFirst(logPrefix.count)), $0.value) })
  }

  /// Reads a ConfigMap; `nil` for what is no record.
  init?(_ map: ConfigMap) {
    guard let stable = map.data?["stable"], let time = map.data?["time"].flatMap({ Double($0) }), time.isFinite else {
      return nil
    }
    let parts = (map.binaryData ?? [:]).compactMapValues(Base64.decode)
    self.init(
      began: map.data?["began"].flatMap { Timestamp($0) }, stable: stable, trials: [:], test: parts[Self.testKey],
      time: time)
    for (key, state) in parts where key.hasPrefix(Self.statePrefix) {
      let revision = String(key.dropFirst(Self.statePrefix.count))
      trials[revision] = Trial(state: state, log: parts[Self.logPrefix + revision] ?? [])
    }
  }

  /// What the ConfigMap holds, by its keys.
  var parts: [String: [UInt8]] {
    var parts: [String: [UInt8]] = [:]
    for (revision, trial) in trials {
      (parts[Self.statePrefix + revision], parts[Self.logPrefix + revision]) = (trial.state, trial.log)
    }
    parts[Self.testKey] = test
    return parts
  }
}
