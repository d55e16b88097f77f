import Synchronization

/// Fields of an object that are worked out once, when they are first asked for.
///
/// This is how the variables of an admission policy are given to its expressions: a variable may use those before it,
/// and one that no expression asks for costs nothing.
public final class LazyFields: Sendable {
  /// Works out a field.
  public typealias Source = @Sendable (_ name: String) -> Result<Value, EvaluationError>

  /// The fields that there are.
  public let names: Set<String>
  private let source: Source
  private let known = Mutex<[String: Result<Value, EvaluationError>]>([:])

  public init(names: Set<String>, source: @escaping Source) {
    self.names = names
    self.source = source
  }

  /// The object that has these fields.
  public func object(as declaration: TypeDeclaration) -> Value { .object(ObjectValue(lazy: self, as: declaration)) }

  func value(of name: String) throws(EvaluationError) -> Value? {
    guard names.contains(name) else { return nil }
    if let result = known.withLock({ $0[name] }) { return try result.get() }
    // Worked out without the lock, because a field may ask for another.
    let result = source(name)
    known.withLock { $0[name] = result }
    return try result.get()
  }
}
