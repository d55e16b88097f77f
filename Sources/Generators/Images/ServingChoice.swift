public import SlipwayAPI

/// What serves a model in its image.
public enum ServingChoice: Sendable, Hashable {
  /// The server that is generated with the image.
  case server
  /// A runtime of the table, whose image the model's is made from.
  case runtime(RuntimePreset)
  /// A program of the user's own.
  case program([String])

  /// The runtimes whose images a model can be laid into.
  public static let runtimes = RuntimePreset.all.filter { $0.image != nil }

  /// Reads `server`, or the name of a runtime.
  ///
  /// - Parameter field: is named in the error.
  public init(_ name: String, field: String) throws(GeneratorError) {
    if name == "server" {
      self = .server
    } else if let runtime = Self.runtimes.first(where: { $0.name == name }) {
      self = .runtime(runtime)
    } else {
      let known = ["server"] + Self.runtimes.map(\.name)
      throw .invalid(field, name, "must be one of \(known.joined(separator: ", "))")
    }
  }

  /// What is taken when nobody says otherwise: the generated server where it can load the model, else the runtime that can.
  static func standard(for inspection: ModelInspection) throws(GeneratorError) -> ServingChoice {
    if inspection.layout == .tritonRepository { return .runtime(.triton) }
    if inspection.format == .openvino { return .runtime(.openvino) }
    if inspection.format == .huggingface, inspection.isGenerative { return .runtime(.vllm) }
    if inspection.framework != nil { return .server }
    throw GeneratorError(
      .unsupported, "model", "is of no known format: say after `--` which program serves it, or with --runtime which runtime")
  }

  /// Whether it can serve such a model.
  func check(_ inspection: ModelInspection) throws(GeneratorError) {
    guard case .runtime(let runtime) = self, !serves(inspection, runtime) else { return }
    let others = Self.runtimes.filter { serves(inspection, $0) }.map(\.name)
    throw GeneratorError(
      .unsupported, "runtime",
      "\(runtime.title) does not serve \(inspection.format.rawValue) models"
        + (others.isEmpty ? "" : "; these do: \(others.joined(separator: ", "))"))
  }

  private func serves(_ inspection: ModelInspection, _ runtime: RuntimePreset) -> Bool {
    inspection.layout == .tritonRepository
      ? runtime.name == RuntimePreset.triton.name : runtime.formats.contains(inspection.format)
  }
}

extension ModelInspection {
  /// Whether the model writes text, which takes a server made for that.
  var isGenerative: Bool {
    facts.contains { $0.name == "architecture" && ($0.value.hasSuffix("CausalLM") || $0.value.hasSuffix("LMHeadModel")) }
  }
}
