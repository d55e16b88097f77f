import KubeClient
import KubeCore
import SlipwayAPI

extension CommandSession {
  /// What of a version can be set from the shell.
  public enum VersionField: String, Sendable, Hashable, CaseIterable {
    /// The image of the model server.
    case image
    /// The URI of the model.
    case model

    var path: [String] { self == .image ? ["spec", "runtime", "image"] : ["spec", "model", "uri"] }
  }

  /// Changes the version that a deployment asks for, which begins a rollout.
  ///
  /// - Parameter format: how the deployment is printed; a line that says what was done for formats that are for people.
  /// - Throws: `KubeError`; `.usage` for an empty value.
  public func set(
    _ field: VersionField, of name: DeploymentName, to value: String, dryRun: DryRun, format: OutputFormat = .table
  ) async throws {
    guard !value.isEmpty else { throw CommandError(.usage, "the \(field.rawValue) must not be empty") }
    let view = try await deployments.get(name.name)
    let subject = "modeldeployment.slipway.dev/\(name.name)"
    guard view.content[field.path]?.string != value else {
      let line = "\(subject) not changed: its \(field.rawValue) is \(value) already\n"
      return output.write(format.text(of: [view.content], isList: false) ?? line)
    }
    var changed = view.content
    changed[field.path] = .string(value)
    if dryRun != .client {
      var change: JSONValue = [:]
      change[field.path] = .string(value)
      var options = WriteOptions(fieldManager: Self.fieldManager)
      options.dryRun = dryRun == .server
      changed = try await deployments.patch(name.name, .merge(change), options).content
    }
    let line = "\(subject) \(field.rawValue) updated\(dryRun.suffix)\n"
    output.write(format.text(of: [changed], isList: false) ?? line)
  }

  private static var fieldManager: String { "kubectl-slipway" }
}
