import Foundation
import KubeClient
import KubeConnection

/// The servers that the cases are run against.
enum ConformanceServer: Sendable, CustomStringConvertible {
  case simulator
  /// The API server that `KUBECONFIG` names.
  case real

  var description: String { self == .simulator ? "simulator" : "API server" }

  /// The simulator, and the real server when `KUBECONFIG` is set.
  static let all: [ConformanceServer] = environment["KUBECONFIG"]?.isEmpty == false ? [.simulator, .real] : [.simulator]

  /// For cases that a real server on loan cannot be asked to play.
  ///
  /// - Parameter reason: what it would take; told once in the log when there is a real server.
  static func simulator(because reason: String) -> [ConformanceServer] {
    if all.count > 1 { print("left out on the API server: \(reason)") }
    return [.simulator]
  }

  /// For cases that the simulator cannot play; none without a real server.
  ///
  /// - Parameter reason: what the simulator lacks.
  static func real(because reason: String) -> [ConformanceServer] { all.filter { $0 == .real } }

  static let environment = ProcessInfo.processInfo.environment

  /// One client for all cases: they share its connection.
  static let realClient: Result<KubeClient, ConnectionError> = Result { () throws(ConnectionError) in
    try KubeClient.connect()
  }
}
