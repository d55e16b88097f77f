public import Analysis

/// What one round of reading brought.
public struct PodScrape: Sendable {
  public var samples: [PodSamples]
  /// Why a pod could not be read, by the pod's uid. A pod that cannot be read is no reason to judge it.
  public var failures: [String: String]
  /// What reading the pages took of the processor; zero where another process has read them.
  public var processorTime = Duration.zero

  package init(samples: [PodSamples], failures: [String: String]) { (self.samples, self.failures) = (samples, failures) }
}
