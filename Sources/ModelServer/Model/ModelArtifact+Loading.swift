public import FoundationEssentials

extension ModelArtifact {
  /// Decodes a model file's content.
  /// - Throws: ``ModelServerError`` when it is not JSON, or not of the schema.
  public init(json: Data, subject: String = "model") throws(ModelServerError) {
    do {
      self = try JSONDecoder().decode(ModelArtifact.self, from: json)
    } catch let error as DecodingError {
      throw ModelServerError(code: .invalidModel, message: DecodingProblem(error).message, subject: subject)
    } catch {
      throw ModelServerError(code: .invalidModel, message: "cannot be decoded", subject: subject, cause: error)
    }
    guard schema == Self.supportedSchema else {
      throw ModelServerError(
        code: .invalidModel, message: "the schema is \(schema), not \(Self.supportedSchema)", subject: subject)
    }
  }

  /// Reads and decodes a model file.
  public init(contentsOfFile path: String) throws(ModelServerError) {
    let json: Data
    do {
      json = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw ModelServerError(code: .unreadableModel, message: "cannot be read", subject: path, cause: error)
    }
    try self.init(json: json, subject: path)
  }
}
