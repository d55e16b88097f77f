import Hummingbird

/// Why a request is not answered with a result: the status, and the text of the protocol's error object.
struct RequestProblem: Error, Equatable {
  let status: HTTPResponse.Status
  let message: String

  /// The caller's fault: `field` says where in the body.
  static func invalid(_ field: String, _ reason: String) -> RequestProblem {
    RequestProblem(status: .badRequest, message: "\(field) \(reason)")
  }

  /// The caller's fault: the body does not decode.
  static func undecodable(_ error: DecodingError) -> RequestProblem {
    RequestProblem(status: .badRequest, message: DecodingProblem(error).message)
  }

  /// The model's fault: it raised an error over a well-formed row.
  static func raised(_ error: PredictionError) -> RequestProblem {
    RequestProblem(status: .internalServerError, message: "the model raised an error: \(error)")
  }

  /// The model is not loaded yet.
  static let loading = RequestProblem(status: .serviceUnavailable, message: "the model is being loaded")
}
