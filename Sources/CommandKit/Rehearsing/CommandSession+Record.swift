import KubeClient
import KubeRuntime

extension CommandSession {
  /// Reads the pods' metrics again and again, and prints what they show, a line of JSON a round.
  ///
  /// - Parameters:
  ///   - interval: between two rounds.
  ///   - length: how long, all in all.
  public func record(_ name: DeploymentName, every interval: Duration, for length: Duration) async throws {
    let began = time.now()
    repeat {
      let view = try await deployments.get(name.name)
      let elapsed = (time.now() - began) / .seconds(1)
      let samples = try await PodSampleReader(client: client, namespace: namespace, view: view).read(at: elapsed)
      output.write(try RecordedRound(time: elapsed, samples: samples).line() + "\n")
      try await time.sleep(for: interval)
    } while time.now() - began < length
  }
}
