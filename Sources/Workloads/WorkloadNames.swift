import KubeCore
public import SlipwayAPI

/// The names of what Slipway makes.
public enum WorkloadNames {
  /// The Service that clients talk to: the ModelDeployment's own name.
  public static func apex(_ deployment: String) -> String { deployment }

  /// The Service that reaches a candidate in preview.
  public static func preview(_ deployment: String) -> String { "\(deployment)-preview" }

  /// What belongs to one revision: its Deployment, its Service, its record, ...
  public static func revision(_ deployment: String, _ revision: String) -> String { "\(deployment)-\(revision)" }

  /// A revision's copy of a ConfigMap or Secret.
  ///
  /// Names of sources are as long as a name may be; eight digits of their digest tell those of one revision apart.
  public static func snapshot(
    _ deployment: String, _ revision: String, _ kind: SnapshotKind, _ source: String
  ) -> String {
    let digest = SHA256.digest(of: Array("\(kind.rawValue)/\(source)".utf8)).prefix(4)
    return "\(self.revision(deployment, revision))-\(digest.hexadecimal)"
  }
}
