import SlipwayAPI

/// Times and bounds that are not a user's to choose.
enum RolloutTiming {
  /// How long a revision that has lost its traffic keeps its replicas, so that connections that still reach it can end:
  /// node proxies and clients learn of a changed selector within a second or two.
  static let drain = TimeSpan.seconds(5)

  /// How long a rollback waits for all replicas of the stable version.
  ///
  /// After it, fewer good replicas are held to be better than a candidate that is known to be bad.
  static let restore = TimeSpan.minutes(2)

  /// The most transitions that one decision can make; far above what any state can need.
  static let transitionLimit = 128

  /// How many answers to requests are remembered: as many as `status.requests` holds.
  static let requestLimit = 16
}
