/// The three questions that a kubelet asks a container.
package enum ProbeKind: Sendable, Hashable, CaseIterable {
  /// Has it started? Until it has, the others are not asked.
  case startup
  /// May it receive requests?
  case readiness
  /// Must it be restarted?
  case liveness
}
