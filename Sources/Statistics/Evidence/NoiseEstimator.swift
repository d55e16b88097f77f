/// Estimates by how much pods differ from each other, beyond chance: the relative variance of a pod's rate in a block.
///
/// Moments of the stable version's own pods, compared within a block, so that shocks that they share cancel. The
/// estimate is made at the length of a block and at five blocks (slow wander), each shrunk towards a prior by its own
/// sampling variance; the larger one counts. Only sums are kept.
///
/// Source: the statistics study, section 1.7.
public struct NoiseEstimator: Sendable, Codable, Equatable {
  /// Sums over blocks from which the variance follows.
  struct Moments: Sendable, Codable, Equatable {
    var excess = 0.0
    var squares = 0.0
    var scatter = 0.0

    /// Adds one block of several pods.
    mutating func add(_ pods: [EventCount]) {
      let pods = pods.filter { $0.trials > 0 }
      let sum = pods.reduce(EventCount.none, +)
      guard pods.count > 1, let rate = sum.rate else { return }
      let correction = Double(pods.count) / Double(pods.count - 1)
      for pod in pods {
        let mean = pod.trials * rate
        let deviation = pod.events - mean
        excess = LogDomain.bounded(excess + deviation * deviation * correction - mean * (1 - rate))
        squares = LogDomain.bounded(squares + mean * mean)
        scatter = LogDomain.bounded(scatter + 2 * mean * mean + mean)
      }
    }

    /// The moment estimate, nil without events.
    var variance: Double? { squares > 0 ? excess / squares : nil }

    /// The sampling variance of the estimate.
    var uncertainty: Double { squares > 0 ? scatter / (squares * squares) : .infinity }

    /// The estimate, drawn towards the prior mean.
    func shrunk(priorMean: Double, priorVariance: Double = 0.01) -> Double {
      guard let variance, uncertainty > 0, uncertainty < .infinity else { return priorMean }
      return (variance / uncertainty + priorMean / priorVariance) / (1 / uncertainty + 1 / priorVariance)
    }
  }

  /// How a single stable pod is treated.
  public enum SinglePod: String, Sendable, Codable {
    /// Nothing is learned from it, the prior stands.
    case prior
    /// Its consecutive blocks are compared as if they were pods. Shared shocks then count as noise, which errs towards
    /// caution.
    case consecutiveBlocks
  }

  private static let longBlock = 5
  private let priorMean: Double
  private let singlePod: SinglePod
  private var short = Moments()
  private var long = Moments()
  private var shortPods = PodCounts()
  private var longPods = PodCounts()
  private var blocks = 0
  private var previousSingle: EventCount?

  /// Starts from a prior mean; 0.02 unless more is known.
  public init(priorMean: Double = 0.02, singlePod: SinglePod = .prior) {
    self.priorMean = priorMean.isFinite ? min(max(priorMean, 0), 0.5) : 0.02
    self.singlePod = singlePod
  }

  /// Counts requests of a stable pod in the running block.
  public mutating func observe(pod: String, _ count: EventCount) {
    if count.trials > 0 { shortPods.add(count, of: pod) }
  }

  /// Ends the running block.
  public mutating func closeBlock() {
    guard !shortPods.isEmpty else { return }
    short.add(shortPods.sorted)
    compareConsecutiveBlocks()
    longPods.add(shortPods)
    shortPods = PodCounts()
    blocks = min(blocks, Self.longBlock) + 1
    if blocks >= Self.longBlock {
      long.add(longPods.sorted)
      longPods = PodCounts()
      blocks = 0
    }
  }

  /// The variance of one pod, from 0.0025 to 0.5.
  public var podVariance: Double {
    let scale = Double(Self.longBlock)
    let atBlock = short.shrunk(priorMean: priorMean)
    let atLongBlock = scale * long.shrunk(priorMean: priorMean / scale)
    return BlockNoise.clamp(max(atBlock, atLongBlock))
  }

  private mutating func compareConsecutiveBlocks() {
    guard singlePod == .consecutiveBlocks, let only = shortPods.only else {
      previousSingle = nil
      return
    }
    if let previousSingle {
      short.add([previousSingle, only])
      self.previousSingle = nil
    } else {
      previousSingle = only
    }
  }
}
