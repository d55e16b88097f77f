/// Ends a watch when its reader lets go of it, as a connection ends whose body nobody reads any more.
final class WatchHold: Sendable {
  private let end: @Sendable () -> Void

  init(end: @escaping @Sendable () -> Void) { self.end = end }

  deinit { end() }
}
