/// Something that must never be, and was.
package struct Violation: Error, Sendable, Hashable, CustomStringConvertible {
  package var invariant: Invariant
  package var message: String

  init(_ invariant: Invariant, _ message: String) { (self.invariant, self.message) = (invariant, message) }

  package var description: String { "\(invariant.rawValue): \(message)" }
}
