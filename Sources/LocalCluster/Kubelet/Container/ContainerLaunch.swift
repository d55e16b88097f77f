import KubeTypes

/// The command and environment with which a container is run as a local process.
struct ContainerLaunch: Sendable, Hashable {
  var command: [String]
  var environment: [String: String]

  /// Why a container cannot be launched as it is described.
  struct Refusal: Error, Hashable {
    var message: String
  }

  /// - Parameters:
  ///   - entrypoint: what the image stands for; the container's command and arguments follow it.
  ///   - inherited: variables that every process gets; those of the container win.
  static func make(
    _ container: Container, entrypoint: [String], fields: PodFields, inherited: [String: String]
  ) throws(Refusal) -> ContainerLaunch {
    var variables: [String: String] = [:]
    for variable in container.env ?? [] {
      variables[variable.name] = try value(of: variable, fields, after: variables)
    }
    let words = (container.command ?? []) + (container.args ?? [])
    return ContainerLaunch(
      command: entrypoint + words.map { VariableExpansion.expand($0, variables) },
      environment: inherited.merging(variables) { $1 })
  }

  private static func value(
    of variable: EnvVar, _ fields: PodFields, after variables: [String: String]
  ) throws(Refusal) -> String {
    guard let source = variable.valueFrom else { return VariableExpansion.expand(variable.value ?? "", variables) }
    guard let path = source.fieldRef?.fieldPath else {
      throw Refusal(message: "variable \(variable.name): a local kubelet only knows values and fieldRef")
    }
    guard let value = fields.value(of: path) else {
      throw Refusal(message: "variable \(variable.name): no such field of a pod: \(path)")
    }
    return value
  }
}
