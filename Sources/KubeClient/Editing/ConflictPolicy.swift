/// How often, and after which pauses, a change is made again on top of somebody else's.
///
/// All writers of one object that lose a race wait for a random part of a window and try again. The window of a writer
/// gets smaller each time that it loses: who has waited longest is likely to be next, so that nobody is passed over for
/// ever by others that come later.
public struct ConflictPolicy: Sendable, Hashable {
  /// How often the object is read and written at most; default 12.
  public var tries: Int
  /// The window after the first lost race; default 160 ms.
  public var firstWindow: Duration
  /// The smallest window, about as long as reading and writing take; default 10 ms.
  public var smallestWindow: Duration

  public init(
    tries: Int = 12, firstWindow: Duration = .milliseconds(160), smallestWindow: Duration = .milliseconds(10)
  ) {
    self.tries = tries
    self.firstWindow = firstWindow
    self.smallestWindow = smallestWindow
  }

  /// How long to wait after a race has been lost; `nil` to give up.
  ///
  /// - Parameters:
  ///   - losses: the races lost so far, this one among them.
  ///   - fraction: a random number from 0 up to 1.
  func delay(afterLosses losses: Int, fraction: Double) -> Duration? {
    guard losses >= 1, losses < tries else { return nil }
    let window = max(firstWindow / (1 << min(losses - 1, 20)), smallestWindow)
    return window * fraction
  }
}
