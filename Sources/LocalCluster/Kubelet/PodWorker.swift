import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging
import PodLifecycle

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs one pod for as long as its object exists: performs what its ``PodState`` decides.
struct PodWorker: Sendable {
  private let pod: Pod
  private let mailbox: Mailbox<PodEvent>
  private let environment: PodEnvironment
  private let reporter: PodReporter
  private let account: PodServiceAccount
  private let folder: String
  private let probes: [String: ProbeDesk]

  init(_ pod: Pod, mailbox: Mailbox<PodEvent>, environment: PodEnvironment) {
    self.pod = pod
    self.mailbox = mailbox
    self.environment = environment
    reporter = PodReporter(pod, environment: environment)
    let parts = [pod.metadata.namespace, pod.metadata.name, pod.metadata.uid].compactMap { $0 }
    folder = "\(environment.configuration.folder)/" + parts.joined(separator: "_").replacing("/", with: "-")
    account = PodServiceAccount(pod: pod, folder: folder, environment: environment)
    let desks = ((pod.spec?.initContainers ?? []) + (pod.spec?.containers ?? [])).map { container in
      (container.name, ProbeDesk(container, prober: environment.prober, mailbox: mailbox))
    }
    probes = Dictionary(desks) { first, _ in first }
  }

  /// Runs until the pod's object is gone or the calling task is cancelled; the processes are the supervisor's then.
  func run() async {
    var state = PodState(pod, hostIP: PodEnvironment.hostIP, rules: environment.configuration.rules)
    await withDiscardingTaskGroup { group in
      group.addTask { await reporter.run() }
      group.addTask { await account.keepFresh() }
      for desk in probes.values { group.addTask { await desk.run() } }
      await work(&state)
      group.cancelAll()
    }
    if let address = state.address { environment.addresses.giveBack(address) }
  }

  private func work(_ state: inout PodState) async {
    var processes: [String: ProcessID] = [:]
    var events: [PodEvent] = [.observed(pod)]
    while !Task.isCancelled {
      while !events.isEmpty {
        let event = events.removeFirst()
        for action in state.handle(event, now: environment.time.now().sinceOrigin, wall: environment.time.wall()) {
          if action == .finish { return }
          if let result = await perform(action, state, &processes) { events.append(result) }
        }
      }
      await wait(until: state.nextDeadline.map { MonotonicInstant(sinceOrigin: $0) })
      events = mailbox.takeAll() + [.woke]
    }
  }

  private func wait(until deadline: MonotonicInstant?) async {
    guard let deadline else { return await mailbox.wait() }
    let mailbox = mailbox
    _ = await environment.time.withDeadline(deadline) { await mailbox.wait() }
  }

  /// - Returns: what comes of the action at once.
  private func perform(
    _ action: PodAction, _ state: PodState, _ processes: inout [String: ProcessID]
  ) async -> PodEvent? {
    switch action {
    case .assignAddress(let ports): return assignAddress(ports)
    case .start(let name): return await start(name, state, &processes)
    case .terminate(let name): processes[name].map { environment.supervisor.signal($0, SIGTERM) }
    case .kill(let name): processes[name].map { environment.supervisor.signal($0, SIGKILL) }
    case .probe(let name, let kind, let run): probes[name]?.check(kind, run: run, address: state.address ?? "")
    case .report(let status): reporter.report(status)
    case .remove: reporter.remove()
    case .finish: break
    }
    return nil
  }

  private func assignAddress(_ ports: [Int]) -> PodEvent {
    do throws(LocalClusterError) {
      return .addressAssigned(try environment.addresses.take(ports: ports))
    } catch {
      return .addressRefused(error.message)
    }
  }

  private func start(
    _ name: String, _ state: PodState, _ processes: inout [String: ProcessID]
  ) async -> PodEvent {
    let plan: ProcessPlan
    do {
      try Folder.make(folder)
      plan = try makePlan(name, state, try await account.write())
    } catch {
      let message = (error as? ContainerLaunch.Refusal)?.message ?? "\(error)"
      return .startRefused(container: name, reason: "CreateContainerConfigError", message: message)
    }
    do throws(LocalClusterError) {
      let mailbox = mailbox
      processes[name] = try await environment.supervisor.start(plan) { exit in
        mailbox.send(.exited(container: name, ContainerExit(code: exit.code)))
      }
      return .started(container: name)
    } catch {
      environment.logger.warning(
        "a container cannot be started",
        metadata: ["pod": "\(pod.key)", "container": "\(name)", "error": "\(error)"])
      return .startRefused(container: name, reason: "RunContainerError", message: error.message)
    }
  }

  /// - Parameter credentials: the variables that tell of the service account.
  private func makePlan(
    _ name: String, _ state: PodState, _ credentials: [String: String]
  ) throws(ContainerLaunch.Refusal) -> ProcessPlan {
    guard !name.contains("/"), let container = containers(of: state.pod).first(where: { $0.name == name }) else {
      throw ContainerLaunch.Refusal(message: "no container can have the name \(name)")
    }
    guard let entrypoint = environment.configuration.images[container.image ?? ""] else {
      throw ContainerLaunch.Refusal(message: "image \(container.image ?? "") is not known here")
    }
    let address = state.address ?? ""
    let fields = PodFields(
      pod: state.pod, podIP: address, hostIP: PodEnvironment.hostIP,
      nodeName: environment.configuration.nodeName)
    let launch = try ContainerLaunch.make(
      container, entrypoint: entrypoint, fields: fields,
      inherited: inheritedVariables(address).merging(credentials) { $1 })
    return ProcessPlan(
      command: launch.command, environment: launch.environment, folder: folder, logPath: "\(folder)/\(name).log",
      logLimit: environment.configuration.logLimit)
  }

  private func containers(of pod: Pod) -> [Container] {
    (pod.spec?.initContainers ?? []) + (pod.spec?.containers ?? [])
  }

  /// `LOCAL_POD_IP` is where a process listens instead of on every address: it has no network of its own.
  private func inheritedVariables(_ address: String) -> [String: String] {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    let variables = [
      "PATH": path, "HOME": folder, "TMPDIR": folder, "HOSTNAME": pod.metadata.name ?? "", "LOCAL_POD_IP": address,
    ]
    return variables.merging(environment.configuration.environment) { $1 }
  }
}
