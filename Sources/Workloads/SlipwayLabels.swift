/// The labels by which Slipway finds what it owns.
public enum SlipwayLabels {
  /// The name of the ModelDeployment.
  public static let deployment = "slipway.dev/deployment"
  /// The name of the revision.
  public static let revision = "slipway.dev/revision"
  /// The part that a revision plays, on its record: the name of a `Track`.
  public static let track = "slipway.dev/track"
  /// An annotation: the name of the object that a copy was made of.
  public static let source = "slipway.dev/source"
  /// `app.kubernetes.io/managed-by`, with ``manager`` as its value.
  public static let managedBy = "app.kubernetes.io/managed-by"
  public static let manager = "slipway"

  /// What every object of a ModelDeployment carries.
  public static func common(_ deployment: String) -> [String: String] {
    [managedBy: manager, self.deployment: deployment]
  }

  /// What every object of one revision carries.
  public static func of(_ deployment: String, revision: String) -> [String: String] {
    common(deployment).merging([self.revision: revision]) { $1 }
  }

  /// The label selector of all replicas of a ModelDeployment, as text for autoscalers.
  public static func selectorText(_ deployment: String) -> String { "\(self.deployment)=\(deployment)" }
}
