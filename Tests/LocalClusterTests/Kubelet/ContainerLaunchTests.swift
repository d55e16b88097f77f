import KubeCore
import KubeTypes
import Testing

@testable import LocalCluster

@Suite struct ContainerLaunchTests {
  private static let fields: PodFields = {
    var metadata = ObjectMeta(
      name: "web-1", namespace: "shop", labels: ["app": "web"], annotations: ["a/b": "c"])
    metadata.uid = "u-1"
    return PodFields(
      pod: Pod(metadata: metadata), podIP: "127.9.9.1", hostIP: "127.0.0.1", nodeName: "n-1")
  }()

  private func launch(_ change: (inout Container) -> Void) throws -> ContainerLaunch {
    var container = Container(name: "main", image: "image")
    change(&container)
    return try ContainerLaunch.make(
      container, entrypoint: ["/bin/tool"], fields: Self.fields, inherited: ["PATH": "/bin", "HOME": "/home"])
  }

  @Test func commandAndArgumentsFollowTheEntrypoint() throws {
    let launch = try launch {
      $0.command = ["serve"]
      $0.args = ["--port=$(PORT)", "--name=$(NOBODY)"]
      $0.env = [EnvVar(name: "PORT", value: "8080")]
    }
    #expect(launch.command == ["/bin/tool", "serve", "--port=8080", "--name=$(NOBODY)"])
    #expect(launch.environment == ["PATH": "/bin", "HOME": "/home", "PORT": "8080"])
  }

  @Test func aVariableSeesThoseBeforeItOnly() throws {
    let launch = try launch {
      $0.env = [
        EnvVar(name: "A", value: "$(B)"), EnvVar(name: "B", value: "b"), EnvVar(name: "C", value: "$(B)-$(A)"),
        EnvVar(name: "HOME", value: "/else"),
      ]
    }
    #expect(launch.environment == ["PATH": "/bin", "HOME": "/else", "A": "$(B)", "B": "b", "C": "b-$(B)"])
  }

  @Test(arguments: [
    ("metadata.name", "web-1"), ("metadata.namespace", "shop"), ("metadata.uid", "u-1"),
    ("metadata.labels['app']", "web"), ("metadata.labels['none']", ""), ("metadata.annotations['a/b']", "c"),
    ("status.podIP", "127.9.9.1"), ("status.hostIP", "127.0.0.1"), ("spec.nodeName", "n-1"),
    ("spec.serviceAccountName", "default"),
  ])
  func fieldsOfThePod(path: String, expected: String) throws {
    let launch = try launch {
      $0.env = [EnvVar(name: "F", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: path)))]
    }
    #expect(launch.environment["F"] == expected)
  }

  @Test(arguments: ["metadata.labels", "metadata.labels['']x", "spec.containers", ""])
  func unknownFieldsAreRefused(path: String) {
    #expect(throws: ContainerLaunch.Refusal.self) {
      try launch { $0.env = [EnvVar(name: "F", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: path)))] }
    }
  }

  @Test func otherSourcesAreRefused() {
    #expect(throws: ContainerLaunch.Refusal.self) {
      try launch { $0.env = [EnvVar(name: "SECRET", valueFrom: EnvVarSource())] }
    }
  }
}
