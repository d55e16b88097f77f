extension ControllerMetrics {
  /// What controller-runtime would report of this controller.
  ///
  /// - Parameter configuration: of the controller; its name is the label `controller`, and `name` of its queue.
  public func families(of configuration: ControllerConfiguration) -> [MetricFamily] {
    reconcileFamilies(configuration) + queueFamilies(configuration.name)
  }

  private func reconcileFamilies(_ configuration: ControllerConfiguration) -> [MetricFamily] {
    let (name, labels) = (configuration.name, ["controller"])
    func one(_ suffix: String, _ kind: MetricFamily.Kind, _ help: String, _ value: UInt64) -> MetricFamily {
      MetricFamily("controller_runtime_" + suffix, kind, help, labels: labels, [([name], Double(value))])
    }
    let failed = reconciles[.failed, default: 0] + reconciles[.timedOut, default: 0]
    return [
      MetricFamily(
        "controller_runtime_reconcile_total", .counter, "Reconciles by how they ended.", labels: labels + ["result"],
        [
          ([name, "success"], Double(reconciles[.settled, default: 0])), ([name, "error"], Double(failed)),
          ([name, "requeue_after"], Double(reconciles[.again, default: 0])), ([name, "requeue"], 0),
        ]),
      one("reconcile_errors_total", .counter, "Reconciles that failed.", failed),
      one(
        "reconcile_timeouts_total", .counter, "Reconciles that took longer than they may.",
        reconciles[.timedOut, default: 0]),
      MetricFamily(
        "controller_runtime_reconcile_time_seconds", .histogram, help: "How long reconciles took.", labels: labels,
        [.init([name], .distribution(reconcileDuration))]),
      one(
        "max_concurrent_reconciles", .gauge, "How many keys are worked on at the same time at most.",
        UInt64(max(1, configuration.workers))),
      one("active_workers", .gauge, "How many keys are worked on.", UInt64(queue.inFlight)),
    ]
  }

  private func queueFamilies(_ name: String) -> [MetricFamily] {
    let labels = ["name", "controller"]
    func one(_ suffix: String, _ kind: MetricFamily.Kind, _ help: String, _ value: Double) -> MetricFamily {
      MetricFamily("workqueue_" + suffix, kind, help, labels: labels, [([name, name], value)])
    }
    func distribution(_ suffix: String, _ help: String, _ histogram: DurationHistogram) -> MetricFamily {
      MetricFamily(
        "workqueue_" + suffix, .histogram, help: help, labels: labels, [.init([name, name], .distribution(histogram))])
    }
    // The usual priority is there from the start.
    let depths = queue.depths.merging([.normal: 0]) { known, _ in known }.sorted { $0.key < $1.key }
    return [
      MetricFamily(
        "workqueue_depth", .gauge, "Keys that wait for a worker.", labels: labels + ["priority"],
        depths.map { ([name, name, String($0.key.rawValue)], Double($0.value)) }),
      one("adds_total", .counter, "How often a key was added.", Double(queue.adds)),
      one("retries_total", .counter, "How often a key was added again because it failed.", Double(queue.retries)),
      distribution("queue_duration_seconds", "How long keys waited for a worker.", queueDuration),
      distribution("work_duration_seconds", "How long keys were worked on.", reconcileDuration),
      one(
        "unfinished_work_seconds", .gauge, "How long the keys in flight have been worked on, together.",
        queue.unfinished / .seconds(1)),
      one(
        "longest_running_processor_seconds", .gauge, "How long one key has been worked on, at most.",
        queue.longestRunning / .seconds(1)),
    ]
  }
}
