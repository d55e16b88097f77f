import SlipwayAPI

/// Says what a model's folder holds, from names and headers.
public struct ModelInspector {
  let files: any ModelFiles

  public init(_ files: any ModelFiles) { self.files = files }

  /// Looks for each kind of model, the one that leaves least to chance first.
  ///
  /// - Throws: for files that are not what their names say, and for folders without files.
  public func inspect() throws(GeneratorError) -> ModelInspection {
    guard !files.files.isEmpty else { throw GeneratorError(.unreadable, "model", "has no files") }
    var found = try mlflow()
    if found == nil { found = try triton() }
    if found == nil { found = try savedModel() }
    if found == nil { found = try huggingFace() }
    if found == nil { found = try singleFile() }
    var inspection = found ?? ModelInspection(.custom)
    if found == nil { inspection.warnings.append("nothing here is known: serve it with a runtime or program of its own") }
    try addPickles(to: &inspection)
    try addSurroundings(to: &inspection)
    return inspection
  }

  func first(_ suffixes: [String]) -> ModelFile? {
    files.files.first { suffixes.contains($0.suffix) && $0.depth == 0 }
      ?? files.files.first { suffixes.contains($0.suffix) }
  }

  // MARK: What lies beside a model

  /// The requirements and the Python that stand beside a model.
  private func addSurroundings(to inspection: inout ModelInspection) throws(GeneratorError) {
    guard inspection.layout != .mlflow else { return }
    if let text = try files.text("requirements.txt") {
      inspection.requirements = try RequirementsFile.parse(text, file: "requirements.txt")
    }
    if let text = try files.text(".python-version"), let line = text.split(whereSeparator: \.isNewline).first {
      inspection.python = try PythonVersion(String(line), field: ".python-version")
    }
    guard let framework = inspection.framework, inspection.frameworkVersion == nil else { return }
    inspection.frameworkVersion = inspection.requirements.first { $0.name == framework.rawValue }?.pinned
  }

  // MARK: Pickles

  private func addPickles(to inspection: inout ModelInspection) throws(GeneratorError) {
    for file in files.files {
      guard let (range, version) = try pickle(in: file) else { continue }
      guard let range else {
        inspection.warnings.append("\(file.path) is a compressed pickle, which is not looked into")
        inspection.pickles.append(PickleContent(path: file.path, names: [], isComplete: false))
        continue
      }
      let content = read(file, range, version, into: &inspection)
      inspection.pickles.append(content)
      inspection.warnings += Self.warnings(of: content)
    }
  }

  /// Where a file's pickle lies; `nil` for a file without one.
  private func pickle(in file: ModelFile) throws(GeneratorError) -> (range: Range<Int>?, protocolVersion: Int)? {
    let head = try files.bytes(of: file.path, from: 0, count: 2)
    if head.count == 2, head[0] == 0x80, (2...5).contains(head[1]) { return (0..<file.size, Int(head[1])) }
    let isNamedSo = ["pkl", "pickle", "joblib"].contains(file.suffix)
    if isNamedSo, [[0x78], [0x1F, 0x8B], [0x42, 0x5A], [0xFD, 0x37], [0x04, 0x22]].contains(where: head.starts) {
      return (nil, 0)
    }
    if isNamedSo { return (0..<file.size, 0) }
    guard head == [0x50, 0x4B], ["pt", "pth", "bin", "ckpt", "ts"].contains(file.suffix) else { return nil }
    let archive = try ZipDirectory(files, file)
    guard let entry = archive.entries.first(where: { $0.key.hasSuffix("data.pkl") }) else { return nil }
    return (entry.value, 2)
  }

  private func read(
    _ file: ModelFile, _ range: Range<Int>, _ version: Int, into inspection: inout ModelInspection
  ) -> PickleContent {
    var reader = PickleReader(ByteReader(files, file.path, range: range))
    reader.walk()
    if inspection.pickles.isEmpty { inspection.note("pickle protocol", version == 0 ? nil : "\(version)") }
    if inspection.frameworkVersion == nil, inspection.framework == .sklearn {
      inspection.frameworkVersion = reader.fields["_sklearn_version"]?.string.flatMap { PackageVersion($0) }
    }
    if inspection.inputs.isEmpty, let features = reader.fields["n_features_in_"]?.integer {
      inspection.inputs = [TensorDescription(name: "input", datatype: "FP64", shape: [-1, features])]
    }
    return PickleContent(path: file.path, names: reader.names, isComplete: reader.isComplete)
  }

  private static func warnings(of content: PickleContent) -> [String] {
    var warnings = ["\(content.path) is a pickle: loading it runs code, so load it only from people whom you trust"]
    if !content.dangers.isEmpty {
      warnings.append(
        "\(content.path) names \(content.dangers.joined(separator: ", ")), which no model needs: do not load it")
    }
    if !content.unknown.isEmpty {
      warnings.append("\(content.path) needs the code of \(content.unknown.joined(separator: ", "))")
    }
    if !content.isComplete { warnings.append("\(content.path) could not be read to its end: it may name more") }
    return warnings
  }
}
