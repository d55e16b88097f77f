public import Generators
public import KubeCore
import SlipwayAPI

/// An inspection for people and for programs.
public struct InspectionText {
  private let inspection: ModelInspection

  public init(_ inspection: ModelInspection) { self.inspection = inspection }

  /// One fact a line.
  public var lines: [String] {
    var lines = ["format      \(inspection.format.rawValue) (\(inspection.layout.rawValue))"]
    if let framework = inspection.framework {
      lines.append("framework   \(framework.rawValue) \(inspection.frameworkVersion?.text ?? "of an unknown version")")
    }
    if let python = inspection.python { lines.append("python      \(python)") }
    if !inspection.path.isEmpty { lines.append("file        \(inspection.path)") }
    lines += inspection.inputs.map { "input       \(Self.text($0))" }
    lines += inspection.outputs.map { "output      \(Self.text($0))" }
    lines += inspection.requirements.map { "needs       \($0)" }
    lines += inspection.facts.map { "\($0.name.padding(to: 12))\($0.value)" }
    lines += inspection.warnings.map { "warning     \($0)" }
    return lines.map(PrintableText.line)
  }

  private static func text(_ tensor: TensorDescription) -> String {
    "\(tensor.name) \(tensor.datatype) [\(tensor.shape.map { $0 < 0 ? "?" : "\($0)" }.joined(separator: ", "))]"
  }

  /// The same as one object.
  public var json: JSONValue {
    var json: JSONValue = [
      "format": .string(inspection.format.rawValue), "layout": .string(inspection.layout.rawValue),
      "path": .string(inspection.path),
    ]
    if let framework = inspection.framework { json["framework"] = .string(framework.rawValue) }
    if let version = inspection.frameworkVersion { json["frameworkVersion"] = .string(version.text) }
    if let python = inspection.python { json["python"] = .string(python.description) }
    json["inputs"] = .array(inspection.inputs.map(Self.json))
    json["outputs"] = .array(inspection.outputs.map(Self.json))
    json["requirements"] = .array(inspection.requirements.map { .string($0.description) })
    json["facts"] = .object(JSONObject(inspection.facts.map { ($0.name, .string($0.value)) }))
    json["pickles"] = .array(
      inspection.pickles.map { pickle in
        [
          "path": .string(pickle.path), "names": .array(pickle.names.map { .string($0) }),
          "dangers": .array(pickle.dangers.map { .string($0) }), "isComplete": .bool(pickle.isComplete),
        ]
      })
    json["warnings"] = .array(inspection.warnings.map { .string($0) })
    return json
  }

  private static func json(_ tensor: TensorDescription) -> JSONValue {
    [
      "name": .string(tensor.name), "datatype": .string(tensor.datatype),
      "shape": .array(tensor.shape.map { .integer(Int64($0)) }),
    ]
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
