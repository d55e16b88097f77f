import KubeClient

/// Why a ModelDeployment could not be taken further.
struct OperatorError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is. New ones may come.
  struct Code: Sendable, Hashable {
    private enum Value: Sendable { case requestFailed, nameTaken, predecessorRemains, configUnavailable }
    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// The API server refused a request, or could not be reached; the cause says why.
    static let requestFailed = Code(.requestFailed)
    /// An object that somebody else made has the name of one that is needed.
    static let nameTaken = Code(.nameTaken)
    /// An object of a ModelDeployment of the same name, which has been deleted, still has the name.
    static let predecessorRemains = Code(.predecessorRemains)
    /// A ConfigMap or Secret that belongs to a revision is not there, or may not be read.
    static let configUnavailable = Code(.configUnavailable)
  }

  var code: Code
  var message: String
  var cause: KubeError?

  init(_ code: Code, message: String) { (self.code, self.message) = (code, message) }

  init(_ cause: KubeError) { (code, message, self.cause) = (.requestFailed, cause.description, cause) }

  init(notEncodable error: any Error) {
    self.init(KubeError(.invalidRequest, message: "an object cannot be encoded: \(error)"))
  }

  /// The reason of a condition, for a failure that only a person can put right, and what they are to do.
  var remedy: (reason: String, next: String)? {
    switch code {
    case .nameTaken:
      ("NameTaken", "It goes on once that object has been deleted, or this one has been renamed.")
    case .configUnavailable: ("ConfigUnavailable", "It goes on once that object is there and can be read.")
    default: nil
    }
  }

  static func == (left: OperatorError, right: OperatorError) -> Bool { left.code == right.code }

  var description: String { message }
}
