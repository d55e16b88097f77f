/// The names of what Slipway makes.
public enum WorkloadNames {
  /// The Service that clients talk to: the ModelDeployment's own name.
  public static func apex(_ deployment: String) -> String { deployment }

  /// The Service that reaches a candidate in preview.
  public static func preview(_ deployment: String) -> String { "\(deployment)-preview" }

  /// The Deployment and the Service of one revision.
  public static func revision(_ deployment: String, _ revision: String) -> String { "\(deployment)-\(revision)" }
}
