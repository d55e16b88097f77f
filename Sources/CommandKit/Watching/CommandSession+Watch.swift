import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI
import Workloads

extension CommandSession {
  /// Shows a deployment with its revisions, pods and metrics, and goes on doing so.
  ///
  /// On a terminal the picture is drawn again in place, once a second at most; anywhere else, what has changed comes as a
  /// line.
  ///
  /// - Parameter asJSON: prints the object as one line of JSON for each change instead.
  /// - Throws: `KubeError` when there is no such deployment; `.notFound` once it has been deleted.
  public func watch(_ name: DeploymentName, asJSON: Bool = false) async throws {
    _ = try await deployments.get(name.name)
    let pods = Reflector(
      client.api(Pod.self, namespace: namespace),
      configuration: WatcherConfiguration(
        labelSelector: LabelSelector(matchLabels: [SlipwayLabels.deployment: name.name])), time: time)
    let models = Reflector(
      deployments, configuration: WatcherConfiguration(fieldSelector: "metadata.name=\(name.name)"), time: time)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { await pods.run() }
      group.addTask { await models.run() }
      group.addTask {
        try await models.store.waitUntilSynced()
        try await show(name, models.store, pods.store, asJSON: asJSON)
      }
      defer { group.cancelAll() }
      // The reflectors end by cancellation alone: whatever ends first, ends the command.
      try await group.next()
    }
  }

  /// Shows a deployment once, as ``watch(_:asJSON:)`` does.
  public func show(_ name: DeploymentName) async throws {
    let view = try await deployments.get(name.name)
    let selector = LabelSelector(matchLabels: [SlipwayLabels.deployment: name.name])
    let pods = try await client.api(Pod.self, namespace: namespace).list(ListOptions(labelSelector: selector))
    output.write(lines: DeploymentTree(view: view, pods: pods.items, now: time.wall(), width: output.width).lines(output.style))
  }

  private func show(
    _ name: DeploymentName, _ models: Store<DeploymentView>, _ pods: Store<Pod>, asJSON: Bool
  ) async throws {
    var screen = LiveScreen(output)
    var last = ""
    while true {
      guard let view = models.get(ObjectKey(namespace: namespace, name: name.name)) else {
        throw CommandError(.notFound, "modeldeployment.slipway.dev/\(name.name) has been deleted")
      }
      if output.isTerminal, !asJSON {
        let tree = DeploymentTree(view: view, pods: pods.list(), now: time.wall(), width: output.width)
        screen.show(tree.lines(output.style))
      } else {
        let line = asJSON ? view.content.description : StatusLine(view: view).text
        if line != last { output.write(line + "\n") }
        last = line
      }
      try await time.sleep(for: .seconds(1))
    }
  }
}
