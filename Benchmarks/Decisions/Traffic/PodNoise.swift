import KubeCore

/// The wandering of the pods' error rates in one run, made step by step.
struct PodNoise {
  private let law: Scenario.Noise
  private var candidate: [Double]
  private var stable: [Double]
  private var shared: Double
  private var random: SplitMix64

  init(_ law: Scenario.Noise, pods: Int, random: SplitMix64) {
    self.law = law
    self.random = random
    var start = random
    candidate = (0..<pods).map { _ in law.pod * start.normal() }
    stable = (0..<pods).map { _ in law.pod * start.normal() }
    shared = law.shared * start.normal()
    self.random = start
  }

  /// Goes on by one scrape.
  mutating func advance() {
    let innovation = law.pod * (1 - law.podMemory * law.podMemory).squareRoot()
    for index in candidate.indices {
      candidate[index] = law.podMemory * candidate[index] + innovation * random.normal()
      stable[index] = law.podMemory * stable[index] + innovation * random.normal()
    }
    let shock = law.shared * (1 - law.sharedMemory * law.sharedMemory).squareRoot()
    shared = law.sharedMemory * shared + shock * random.normal()
  }

  /// The factor of a pod's rate, one on average.
  func factor(candidate index: Int) -> Double { factor(candidate[index]) }
  func factor(stable index: Int) -> Double { factor(stable[index]) }

  private func factor(_ pod: Double) -> Double {
    exp(pod - law.pod * law.pod / 2 + shared - law.shared * law.shared / 2)
  }
}
