import KubeCore

extension RuntimePreset {
  /// A spec whose runtime names a preset, with what the preset knows where the user says nothing.
  ///
  /// The user's own JSON stays what a revision's name is made of: a preset that a new release knows better restarts nothing.
  ///
  /// - Parameter name: the deployment's, which is the model's where the spec names none.
  static func completed(_ spec: JSONValue, name: String) -> JSONValue {
    guard let preset = spec[["runtime", "preset"]]?.string.flatMap({ named[$0] }) else { return spec }
    let format = spec[["model", "format"]]?.string.flatMap { ModelFormat(rawValue: $0) } ?? .custom
    var completed = spec
    let model = spec[["model", "name"]]?.string ?? name
    for (field, value) in preset.fields(model: model, format: format, spec[["runtime", "env"]]) {
      if field == "env" || completed["runtime"]?[field] == nil { completed[["runtime", field]] = value }
    }
    return completed
  }

  /// What the preset says, by the names of the fields of `spec.runtime`.
  private func fields(model: String, format: ModelFormat, _ userVariables: JSONValue?) -> [(String, JSONValue)] {
    func text(_ text: RuntimeText) -> JSONValue { .string(text.filled(model: model, folder: Self.folder)) }
    var fields: [(String, JSONValue)] = [
      ("port", .integer(Int64(port))), ("readinessPath", text(readinessPath)), ("metricsPath", .string(metricsPath)),
      ("metricsPreset", .string(name)),
    ]
    if let image { fields.append(("image", .string(image))) }
    if !command.isEmpty { fields.append(("command", .array(command.map(text)))) }
    if !arguments.isEmpty { fields.append(("args", .array(arguments.map(text)))) }
    if let metricsPort { fields.append(("metricsPort", .integer(Int64(metricsPort)))) }
    if let livenessPath { fields.append(("livenessPath", text(livenessPath))) }
    let own = Set((userVariables?.elements ?? []).compactMap { $0["name"]?.string })
    let added = variables(format).filter { !own.contains($0.name) }
    if !added.isEmpty {
      fields.append(
        (
          "env",
          .array(added.map { ["name": .string($0.name), "value": text($0.value)] } + (userVariables?.elements ?? []))
        ))
    }
    return fields
  }
}
