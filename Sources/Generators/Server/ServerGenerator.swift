import KubeCore
import SlipwayAPI

/// The server of a model: Python files that are the same for all, and the settings that are not.
public struct ServerGenerator {
  /// The version of the model where none was given.
  private static let firstVersion = "1"

  private let settings: ImageSettings
  private let inspection: ModelInspection
  /// The SHA-256 of the files whose loading runs code, by path.
  private let digests: [String: String]
  /// Upper bounds of a histogram for each feature that is watched.
  private let features: [FeatureBounds]

  /// - Throws: when the server cannot load such a model.
  public init(
    _ settings: ImageSettings, _ inspection: ModelInspection, digests: [String: String] = [:],
    features: [FeatureBounds] = []
  ) throws(GeneratorError) {
    try settings.validate()
    guard inspection.framework != nil else {
      throw GeneratorError(.unsupported, "model", "is of no format that the server can load")
    }
    (self.settings, self.inspection, self.digests, self.features) = (settings, inspection, digests, features)
  }

  /// The package, its tests and the settings, sorted by path.
  public func files() -> [GeneratedFile] {
    let settings = GeneratedFile(
      RelativePath(known: "settings.json"), JSONWriter.write(json, style: .pretty) + [0x0A])
    return (ServerSources.files + [settings]).sorted { $0.path < $1.path }
  }

  private var json: JSONValue {
    var json: JSONValue = [
      "name": .string(settings.name), "version": .string(settings.version ?? Self.firstVersion),
      "format": .string(inspection.format.rawValue), "path": .string(inspection.path),
      "port": .integer(Int64(settings.port)), "inputs": .array(inputs.map(\.json)),
    ]
    if !digests.isEmpty { json["digests"] = JSONValue(digests) }
    if !features.isEmpty {
      json["columns"] = .array(features.map { .string($0.name) })
      json["features"] = .object(
        JSONObject(features.filter { !$0.bounds.isEmpty }.map { ($0.name, .array($0.bounds.map { .double($0) })) }))
    }
    return json
  }

  /// What the model says of itself is in its file where the server can ask it.
  private var inputs: [TensorDescription] {
    inspection.format == .huggingface ? [] : inspection.inputs.filter { $0.datatype != "UNKNOWN" }
  }
}

/// A column of a model's input, and where the bins of its histogram end; no bins for a column that is not watched.
public struct FeatureBounds: Sendable, Hashable {
  public let name: String
  public let bounds: [Double]
}
