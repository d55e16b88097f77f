import KubeCore
public import SlipwayAPI

/// What a model's files say of it. Nothing of them was run.
public struct ModelInspection: Sendable, Hashable {
  /// How the files lie.
  public enum Layout: String, Sendable, Hashable {
    case files, savedModel, mlflow, huggingFace, tritonRepository
  }

  public var format: ModelFormat
  public var layout: Layout = .files
  /// What loads it; `nil` when nothing here does.
  public var framework: Framework?
  /// The version that made it, where the files tell.
  public var frameworkVersion: PackageVersion?
  /// The Python that made it, where the files tell.
  public var python: PythonVersion?
  /// The file or folder to load, relative to the model's folder; empty for the folder itself.
  public var path: String = ""
  public var inputs: [TensorDescription] = []
  public var outputs: [TensorDescription] = []
  /// The packages that the model asks for.
  public var requirements: [Requirement] = []
  public var pickles: [PickleContent] = []
  /// What else the files say, in order: the name of a fact, and the fact.
  public var facts: [ModelFact] = []
  public var warnings: [String] = []

  init(_ format: ModelFormat, framework: Framework? = nil, path: String = "") {
    (self.format, self.framework, self.path) = (format, framework, path)
  }

  /// Whether loading the model runs code that lies in its files.
  public var runsCode: Bool { !pickles.isEmpty }

  mutating func note(_ name: String, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    facts.append(ModelFact(name: name, value: value))
  }
}

/// An input or output of a model.
public struct TensorDescription: Sendable, Hashable {
  public var name: String
  /// As the Open Inference Protocol names it: `FP32`, `INT64`, `BYTES`.
  public var datatype: String
  /// -1 stands for any extent.
  public var shape: [Int]

  public init(name: String, datatype: String, shape: [Int]) {
    (self.name, self.datatype, self.shape) = (name, datatype, shape)
  }

  var json: JSONValue {
    ["name": .string(name), "datatype": .string(datatype), "shape": .array(shape.map { .integer(Int64($0)) })]
  }
}

/// Something that a model's files say.
public struct ModelFact: Sendable, Hashable {
  public let name: String
  public let value: String
}
