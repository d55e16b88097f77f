import KubeCore
import KubeTypes
import Testing

@testable import PodLifecycle

@Suite struct PodStateTests {
  @Test func aPodComesUpAndBecomesReady() throws {
    var harness = PodHarness()
    #expect(harness.send(.observed(harness.pod)) == [.assignAddress(ports: [8080]), .report])
    #expect(harness.status.phase == "Pending")
    #expect(harness.waitingReason == "ContainerCreating")
    #expect(harness.send(.addressAssigned("127.9.9.1")) == [.start(container: "main"), .report])
    #expect(harness.send(.started(container: "main")) == [.probe(container: "main", .readiness, run: 0), .report])
    #expect(harness.status.phase == "Running")
    #expect(harness.status.podIP == "127.9.9.1")
    #expect(harness.condition("Ready")?.status == "False")
    harness.advance(2)
    #expect(harness.send(.probed(container: "main", .readiness, run: 0, success: true)) == [.report])
    #expect(harness.condition("Ready")?.status == "True")
    #expect(harness.condition("Ready")?.lastTransitionTime == harness.wall)
    #expect(harness.condition("PodScheduled")?.lastTransitionTime == harness.wall + .seconds(-2))
    #expect(harness.status.containerStatuses?.first?.ready == true)
  }

  @Test func withoutAProbeItIsReadyAtOnce() {
    var harness = PodHarness { $0.readinessProbe = nil }
    harness.run()
    #expect(harness.condition("Ready")?.status == "True")
    #expect(harness.state.nextDeadline == nil)
  }

  @Test func anUnchangedStatusIsNotWrittenAgain() {
    var harness = PodHarness { $0.readinessProbe = nil }
    harness.run()
    #expect(harness.send(.observed(harness.pod)) == [])
    #expect(harness.send(.woke) == [])
  }

  @Test func conditionsOfOthersAreKept() {
    var harness = PodHarness()
    harness.pod.status = PodStatus()
    harness.pod.status?.conditions = [
      PodCondition(type: "example.com/gate", status: "True"), PodCondition(type: "Ready", status: "True"),
    ]
    harness.send(.observed(harness.pod))
    #expect(harness.condition("example.com/gate")?.status == "True")
    #expect(harness.condition("Ready")?.status == "False")
  }

  @Test func noAddressIsAskedForAgain() {
    var harness = PodHarness()
    harness.send(.observed(harness.pod))
    #expect(harness.send(.addressRefused("port 8080 is taken")) == [.report])
    #expect(harness.waitingReason == "CreateContainerError")
    #expect(harness.send(.woke) == [])
    harness.advance(10)
    #expect(harness.send(.woke) == [.assignAddress(ports: [8080])])
  }

  /// At once after the first end, then after 10 s, 20 s, ... up to 5 minutes; from the start again after a long run.
  @Test func crashesAreFollowedByLongerAndLongerWaits() {
    var harness = PodHarness()
    harness.run()
    #expect(
      harness.send(.exited(container: "main", .exited(1))) == [.start(container: "main"), .report])
    for wait in [10, 20, 40, 80, 160, 300, 300] {
      harness.send(.started(container: "main"))
      #expect(harness.send(.exited(container: "main", .exited(1))) == [.report])
      #expect(harness.waitingReason == "CrashLoopBackOff")
      #expect(harness.status.phase == "Running")
      #expect(harness.state.nextDeadline == harness.now + .seconds(wait))
      harness.advance(wait)
      #expect(harness.send(.woke).first == .start(container: "main"))
    }
    #expect(harness.status.containerStatuses?.first?.restartCount == 8)
    harness.send(.started(container: "main"))
    harness.advance(600)
    #expect(harness.send(.exited(container: "main", .exited(1))).first == .start(container: "main"))
  }

  @Test(arguments: [
    ("Never", 0, "Succeeded"), ("Never", 1, "Failed"), ("OnFailure", 0, "Succeeded"),
  ])
  func theRestartPolicyCanEndAPod(policy: String, code: Int, phase: String) {
    var harness = PodHarness(restartPolicy: policy)
    harness.run()
    #expect(harness.send(.exited(container: "main", .exited(code))) == [.report])
    #expect(harness.status.phase == phase)
    #expect(harness.status.containerStatuses?.first?.state?.terminated?.exitCode == code)
    #expect(harness.state.nextDeadline == nil)
  }

  @Test func onFailureRestartsAfterFailures() {
    var harness = PodHarness(restartPolicy: "OnFailure")
    harness.run()
    #expect(harness.send(.exited(container: "main", .signalled(9))).first == .start(container: "main"))
    #expect(harness.status.containerStatuses?.first?.state?.terminated?.exitCode == 137)
    harness.send(.started(container: "main"))
    #expect(harness.status.containerStatuses?.first?.lastState?.terminated?.exitCode == 137)
  }

  @Test func aFailingLivenessProbeRestartsTheContainer() {
    var harness = PodHarness {
      $0.readinessProbe = nil
      $0.livenessProbe = Probe(httpGet: .init(path: "/live", port: 8080), periodSeconds: 1)
    }
    harness.run()
    for _ in 1...2 {
      #expect(harness.send(.probed(container: "main", .liveness, run: 0, success: false)) == [])
      harness.advance(1)
      #expect(harness.send(.woke) == [.probe(container: "main", .liveness, run: 0)])
    }
    let last = harness.send(.probed(container: "main", .liveness, run: 0, success: false))
    #expect(last == [.terminate(container: "main"), .report])
    #expect(harness.condition("Ready")?.status == "False")
    harness.advance(30)
    #expect(harness.send(.woke) == [.kill(container: "main")])
    #expect(harness.send(.exited(container: "main", .signalled(9))).first == .start(container: "main"))
  }

  @Test func anAnswerOfAnEarlierRunDoesNotCount() {
    var harness = PodHarness()
    harness.run()
    harness.send(.exited(container: "main", .exited(1)))
    harness.send(.started(container: "main"))
    #expect(harness.send(.probed(container: "main", .readiness, run: 0, success: true)) == [])
    #expect(harness.condition("Ready")?.status == "False")
    harness.send(.probed(container: "main", .readiness, run: 1, success: true))
    #expect(harness.condition("Ready")?.status == "True")
  }

  @Test func startupComesFirst() {
    var harness = PodHarness {
      $0.startupProbe = Probe(tcpSocket: .init(port: 8080), periodSeconds: 1)
      $0.livenessProbe = Probe(tcpSocket: .init(port: 8080), periodSeconds: 1)
    }
    harness.send(.observed(harness.pod))
    harness.send(.addressAssigned("127.9.9.1"))
    let first = harness.send(.started(container: "main"))
    #expect(first == [.probe(container: "main", .startup, run: 0), .report])
    #expect(harness.status.containerStatuses?.first?.started == false)
    let then = harness.send(.probed(container: "main", .startup, run: 0, success: true))
    #expect(
      then == [
        .probe(container: "main", .readiness, run: 0), .probe(container: "main", .liveness, run: 0), .report,
      ])
    #expect(harness.status.containerStatuses?.first?.started == true)
  }

  @Test func deletionTerminatesThenKillsThenRemoves() {
    var harness = PodHarness()
    harness.run()
    harness.send(.probed(container: "main", .readiness, run: 0, success: true))
    harness.pod.metadata.deletionTimestamp = harness.wall
    harness.pod.metadata.deletionGracePeriodSeconds = 5
    #expect(harness.send(.observed(harness.pod)) == [.report])
    #expect(harness.condition("Ready")?.status == "False")
    harness.advance(.milliseconds(300))
    #expect(harness.send(.woke) == [.terminate(container: "main")])
    harness.advance(5)
    #expect(harness.send(.woke) == [.kill(container: "main")])
    let last = harness.send(.exited(container: "main", .signalled(9)))
    #expect(last == [.report, .remove])
    #expect(harness.status.phase == "Failed")
    #expect(harness.send(.observed(harness.pod)) == [])
    #expect(harness.send(.vanished) == [.finish])
  }

  @Test func aSecondDeletionShortensTheGracePeriod() {
    var harness = PodHarness()
    harness.run()
    harness.pod.metadata.deletionTimestamp = harness.wall
    harness.pod.metadata.deletionGracePeriodSeconds = 30
    harness.send(.observed(harness.pod))
    harness.pod.metadata.deletionGracePeriodSeconds = 0
    #expect(harness.send(.observed(harness.pod)) == [.kill(container: "main")])
  }

  @Test func aPodThatNeverStartedIsRemovedAtOnce() {
    var harness = PodHarness()
    harness.pod.metadata.deletionTimestamp = harness.wall
    #expect(harness.send(.observed(harness.pod)) == [.report, .remove])
  }

  @Test func aProcessThatComesUpTooLateIsTold() {
    var harness = PodHarness()
    harness.send(.observed(harness.pod))
    harness.send(.addressAssigned("127.9.9.1"))
    harness.pod.metadata.deletionTimestamp = harness.wall
    harness.send(.observed(harness.pod))
    harness.advance(1)
    #expect(harness.send(.woke) == [.terminate(container: "main")])
    #expect(harness.send(.started(container: "main")).first == .terminate(container: "main"))
  }

  @Test func aPodThatVanishesIsKilled() {
    var harness = PodHarness()
    harness.run()
    #expect(harness.send(.vanished) == [.kill(container: "main"), .finish])
    #expect(harness.send(.woke) == [])
    #expect(harness.state.nextDeadline == nil)
  }

  @Test func aContainerThatCannotBeStartedSaysWhy() {
    var harness = PodHarness()
    harness.send(.observed(harness.pod))
    harness.send(.addressAssigned("127.9.9.1"))
    harness.send(.startRefused(container: "main", reason: "RunContainerError", message: "no such file"))
    #expect(harness.waitingReason == "RunContainerError")
    #expect(harness.status.phase == "Pending")
    harness.advance(10)
    #expect(harness.send(.woke).first == .start(container: "main"))
  }

  // MARK: - Containers that come first

  private func pod(_ initial: [(name: String, isSidecar: Bool)], restartPolicy: String? = nil) -> PodHarness {
    var harness = PodHarness(restartPolicy: restartPolicy) { $0.readinessProbe = nil }
    harness.pod.spec?.initContainers = initial.map { name, isSidecar in
      var container = Container(name: name, image: "image")
      container.restartPolicy = isSidecar ? "Always" : nil
      return container
    }
    harness.state = PodState(harness.pod, hostIP: "127.0.0.1", rules: PodRules())
    return harness
  }

  @Test func initContainersRunOneAfterTheOther() {
    var harness = pod([("first", false), ("second", false)])
    harness.send(.observed(harness.pod))
    #expect(harness.send(.addressAssigned("127.9.9.1")).contains(.start(container: "first")))
    #expect(harness.waitingReason == "PodInitializing")
    #expect(harness.condition("Initialized")?.message == "containers with incomplete status: [first second]")
    harness.send(.started(container: "first"))
    #expect(harness.send(.exited(container: "first", .exited(0))).contains(.start(container: "second")))
    harness.send(.started(container: "second"))
    #expect(harness.status.phase == "Pending")
    #expect(harness.send(.exited(container: "second", .exited(0))).contains(.start(container: "main")))
    #expect(harness.condition("Initialized")?.status == "True")
    harness.send(.started(container: "main"))
    #expect(harness.condition("Ready")?.status == "True")
    #expect(harness.status.initContainerStatuses?.map(\.ready) == [true, true])
  }

  @Test func anInitContainerThatFailsEndsAPodThatIsNotRestarted() {
    var harness = pod([("first", false)], restartPolicy: "Never")
    harness.send(.observed(harness.pod))
    harness.send(.addressAssigned("127.9.9.1"))
    harness.send(.started(container: "first"))
    harness.send(.exited(container: "first", .exited(1)))
    #expect(harness.status.phase == "Failed")
  }

  @Test func aSidecarStartsFirstAndEndsLast() {
    var harness = pod([("proxy", true)], restartPolicy: "Never")
    harness.send(.observed(harness.pod))
    harness.send(.addressAssigned("127.9.9.1"))
    #expect(harness.send(.started(container: "proxy")).contains(.start(container: "main")))
    harness.send(.started(container: "main"))
    let atEnd = harness.send(.exited(container: "main", .exited(0)))
    #expect(atEnd.contains(.terminate(container: "proxy")))
    #expect(harness.status.phase == "Running")
    harness.send(.exited(container: "proxy", .exited(0)))
    #expect(harness.status.phase == "Succeeded")
    #expect(harness.condition("Ready")?.reason == "PodCompleted")
  }

  // MARK: - What goes wrong

  @Test func aKilledContainerSaysThatItWasOutOfMemory() {
    var harness = PodHarness()
    harness.run()
    harness.send(.exited(container: "main", .outOfMemory))
    let end = harness.status.containerStatuses?.first?.state?.terminated
    #expect(end?.exitCode == 137)
    #expect(end?.reason == "OOMKilled")
  }

  @Test func aFailedPullBecomesAWait() {
    var harness = PodHarness()
    harness.send(.observed(harness.pod))
    harness.send(.addressAssigned("127.9.9.1"))
    harness.send(.startRefused(container: "main", reason: "ErrImagePull", message: "not found"))
    #expect(harness.waitingReason == "ErrImagePull")
    harness.advance(2)
    harness.send(.woke)
    #expect(harness.waitingReason == "ImagePullBackOff")
    harness.advance(8)
    #expect(harness.send(.woke).contains(.start(container: "main")))
  }

  @Test func anEvictedPodFailsAndDoesNotComeBack() {
    var harness = PodHarness()
    harness.run()
    #expect(harness.send(.evicted(message: "no memory")).contains(.kill(container: "main")))
    harness.send(.exited(container: "main", .signalled(9)))
    #expect(harness.status.phase == "Failed")
    #expect(harness.status.reason == "Evicted")
    #expect(harness.state.nextDeadline == nil)
  }
}
