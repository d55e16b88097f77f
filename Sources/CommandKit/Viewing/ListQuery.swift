public import KubeCore

/// Which ModelDeployments are shown, and how.
public struct ListQuery: Sendable, Hashable {
  /// All when empty.
  public var names: [DeploymentName] = []
  public var allNamespaces = false
  public var selector: LabelSelector?
  public var format: OutputFormat = .table
  public var hasHeader = true
  /// Whether changes are shown as they come, until the command is interrupted.
  public var watches = false

  public init() {}

  /// Reads the value of `-l`.
  ///
  /// - Throws: `.usage`.
  public mutating func select(_ text: String) throws(CommandError) {
    guard let selector = LabelSelector(text: text) else {
      throw CommandError(.usage, "-l `\(text)` is no label selector, such as `team=fraud,tier in (a,b)`")
    }
    self.selector = selector
  }

  /// - Throws: `.usage` for what excludes each other, as kubectl has it.
  public func check() throws(CommandError) {
    guard names.isEmpty || (!allNamespaces && selector == nil) else {
      throw CommandError(.usage, "names cannot be given together with -A or -l")
    }
    guard !watches || names.count <= 1 else { throw CommandError(.usage, "-w takes one name at most") }
    guard !watches || format != .data(.yaml) else {
      throw CommandError(.usage, "-w goes with -o wide, json, name or jsonpath")
    }
  }
}
