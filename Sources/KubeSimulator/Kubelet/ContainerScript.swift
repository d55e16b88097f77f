/// What becomes of a container that only seems to run.
public struct ContainerScript: Sendable, Hashable {
  /// The end of a run.
  public struct End: Sendable, Hashable {
    /// How long the run lasts.
    public var after: Duration
    /// The exit code; 128 and the number for a signal.
    public var code: Int
    /// Such as `OOMKilled`; `Completed` or `Error` by the code when absent.
    public var reason: String?

    public init(after: Duration, code: Int, reason: String? = nil) {
      self.after = after
      self.code = code
      self.reason = reason
    }
  }

  /// How long the image is pulled before the first run; default 0.
  public var pullTime: Duration = .zero
  /// How many pulls fail before one succeeds; default 0, `.max` for all of them.
  public var failedPulls = 0
  /// How long it takes from the pull until the container runs; default 1 s.
  public var startTime: Duration = .seconds(1)
  /// How long after its start the container answers startup and readiness probes; default at once.
  ///
  /// A container without such probes is ready as soon as it runs: to it, this is time that the start takes.
  public var readyAfter: Duration = .zero
  /// Spans of a run, from its start, in which readiness fails.
  public var unready: [Range<Duration>] = []
  /// When in a run the liveness probe starts to fail; `nil` for never.
  public var hangsAfter: Duration?
  /// How each run ends, the first one first; a run that is not named goes on. Default none.
  public var ends: [End] = []
  /// Whether every run after the last named one ends like it; default false.
  public var repeatsLastEnd = false
  /// How long the container takes to end when it is asked to; default 0.
  public var stopTime: Duration = .zero
  /// Whether it does not end when it is asked to, and has to be killed; default false.
  public var ignoresTermination = false

  public init() {}

  /// Healthy, and ready some time after its start.
  public static func healthy(after delay: Duration = .zero) -> ContainerScript {
    var script = ContainerScript()
    script.readyAfter = delay
    return script
  }

  /// Ends again and again.
  public static func crashing(after duration: Duration, code: Int = 1, reason: String? = nil) -> ContainerScript {
    var script = ContainerScript()
    script.ends = [End(after: duration, code: code, reason: reason)]
    script.repeatsLastEnd = true
    return script
  }

  /// Is ended by the kernel again and again.
  public static func outOfMemory(after duration: Duration) -> ContainerScript {
    crashing(after: duration, code: 137, reason: "OOMKilled")
  }

  /// Does its work once.
  public static func completing(after duration: Duration, code: Int = 0) -> ContainerScript {
    var script = ContainerScript()
    script.ends = [End(after: duration, code: code)]
    return script
  }

  /// Has an image that cannot be pulled.
  public static let imageMissing: ContainerScript = {
    var script = ContainerScript()
    script.failedPulls = .max
    return script
  }()

  /// How a run ends, counted from zero.
  func end(ofRun run: Int) -> End? {
    if ends.indices.contains(run) { return ends[run] }
    return repeatsLastEnd ? ends.last : nil
  }
}
