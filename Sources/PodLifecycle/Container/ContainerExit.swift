/// How a container has ended.
package struct ContainerExit: Sendable, Hashable {
  /// The exit code; 128 and the number for a signal.
  package var code: Int
  /// Why, in the runtime's words.
  package var reason: String

  /// - Parameter reason: `Completed` or `Error` by the code when absent.
  package init(code: Int, reason: String? = nil) {
    self.code = code
    self.reason = reason ?? (code == 0 ? "Completed" : "Error")
  }

  package static func exited(_ code: Int) -> ContainerExit { ContainerExit(code: code) }
  package static func signalled(_ signal: Int) -> ContainerExit { ContainerExit(code: 128 + signal) }

  /// The kernel has ended it for want of memory.
  package static let outOfMemory = ContainerExit(code: 137, reason: "OOMKilled")
}
