public import KubeClient
import KubeCore

/// Why an object could not be made as it was declared.
public struct ApplyError: Error, Sendable, CustomStringConvertible {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable {
    private enum Value: Sendable { case conflict, notOwned, predecessorRemains, dependencyFailed, invalid, requestFailed }
    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// Others own fields that are declared; ``ApplyError/conflicts`` names them. Nothing was written.
    public static let conflict = Code(.conflict)
    /// An object of that name is there and belongs to somebody else. It is left alone.
    public static let notOwned = Code(.notOwned)
    /// An object of that name is there and belongs to an earlier owner of the same name; it is being collected.
    public static let predecessorRemains = Code(.predecessorRemains)
    /// An object that this one comes after could not be applied.
    public static let dependencyFailed = Code(.dependencyFailed)
    /// The declaration itself cannot be sent: no name, dependencies in a circle.
    public static let invalid = Code(.invalid)
    /// The request failed; ``ApplyError/cause`` says why.
    public static let requestFailed = Code(.requestFailed)
  }

  /// A field that another manager owns.
  public struct Conflict: Sendable, Hashable, CustomStringConvertible {
    /// Such as `.spec.replicas`.
    public var field: String
    /// Who owns it, as the server says: `conflict with "kubectl-edit" using apps/v1`.
    public var owner: String

    public var description: String { "\(field): \(owner)" }
  }

  public var code: Code
  /// The object, such as `deployments.apps shop/fraud`.
  public var object: String
  public var message: String
  public var conflicts: [Conflict] = []
  public var cause: KubeError?

  init(_ code: Code, object: String, message: String) {
    self.code = code
    self.object = object
    self.message = message
  }

  /// What a refused apply means.
  init(_ error: KubeError, object: String) {
    let owned = (error.status?.details?.causes ?? []).filter { $0.reason == "FieldManagerConflict" }
    conflicts = owned.map { Conflict(field: $0.field ?? "", owner: $0.message ?? "") }
    self.object = object
    cause = error
    if error.code == .conflict, !conflicts.isEmpty {
      code = .conflict
      message = "others own fields that are declared: " + conflicts.map(\.description).joined(separator: "; ")
    } else {
      code = .requestFailed
      message = error.message
    }
  }

  public var description: String { "\(object): \(message)" }
}
