public import KubeCore

/// A program that prints credentials (`client.authentication.k8s.io`).
public struct ExecPlugin: Sendable, Hashable {
  /// The form of the question and the answer.
  public enum Version: String, Sendable, Hashable, CaseIterable {
    case v1 = "client.authentication.k8s.io/v1"
    case v1beta1 = "client.authentication.k8s.io/v1beta1"
  }

  /// Whether the program may ask the person at the terminal.
  public enum InteractiveMode: String, Sendable, Hashable {
    /// It never reads its standard input.
    case never = "Never"
    /// It gets the standard input when that is a terminal.
    case ifAvailable = "IfAvailable"
    /// It cannot do without a terminal.
    case always = "Always"
  }

  /// The program: a path, or a name that is looked up in `PATH`.
  public var command: String
  /// The form of the question and the answer.
  public var version: Version
  /// What follows the command's name; often confidential.
  public var arguments = Secret<[String]>([])
  /// Variables that are added to those of this process; often confidential.
  public var environment = Secret<[String: String]>([:])
  /// Whether the program may ask the person at the terminal; the default is never.
  public var interactiveMode = InteractiveMode.never
  /// Whether the program is told of the cluster; the default is no.
  public var providesClusterInfo = false
  /// What the cluster's extension `client.authentication.k8s.io/exec` says to the program.
  public var cluster: Secret<JSONValue>?
  /// What to tell a person who does not have the program.
  public var installHint: String?

  /// Creates a plugin that is run without arguments.
  public init(command: String, version: Version = .v1) {
    self.command = command
    self.version = version
  }

  /// A text without control characters, which could rewrite what a terminal shows.
  static func printable(_ text: String) -> String {
    let scalars = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n" || scalar == "\t"
      case .format, .surrogate, .privateUse, .unassigned: false
      default: true
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
