/// Why no way to an API server could be made, or kept, from what is configured.
///
/// Errors name the file, the entry and the key that they are about, and never a credential.
public struct ConnectionError: Error, Sendable, Equatable {
  /// What kind of failure it is; errors of the same kind call for the same reaction.
  public var code: Code
  /// What is wrong, and what would be right; it follows on ``key`` where there is one.
  public var message: String
  /// The file that is at fault.
  public var file: String?
  /// The entry of a kubeconfig, such as `user "ana"`.
  public var entry: String?
  /// The key within the entry, with dots, such as `exec.interactiveMode`.
  public var key: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, file: String? = nil, entry: String? = nil, key: String? = nil) {
    self.code = code
    self.message = message
    self.file = file
    self.entry = entry
    self.key = key
  }
}

extension ConnectionError: CustomStringConvertible {
  /// `FILE: ENTRY: KEY MESSAGE`, without what is not known.
  public var description: String {
    let subject = [key, message].compactMap { $0 }.joined(separator: " ")
    return [file, entry, subject].compactMap { $0 }.joined(separator: ": ")
  }
}
