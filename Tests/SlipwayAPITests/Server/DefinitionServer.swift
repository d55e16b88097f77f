import Foundation
import KubeClient
import KubeConnection
import KubeCore
import KubeSimulator
import KubeTypes

@testable import SlipwayAPI

/// An API server that has Slipway's definitions: the simulator, and with `KUBECONFIG` the one that it names too.
enum DefinitionServer: Sendable, CaseIterable {
  case simulator, real

  static let all = ProcessInfo.processInfo.environment["KUBECONFIG"]?.isEmpty == false ? allCases : [.simulator]

  private static let definitions = ResourceType(
    group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition", plural: "customresourcedefinitions",
    isNamespaced: false)

  private static let simulated = Task { try await prepared(KubeClient(transport: transport)) }
  private static let connected = Task { try await prepared(KubeClient.connect()) }

  private static var transport: SimulatorTransport {
    let now = Timestamp(seconds: 1_790_000_000)
    return SimulatorTransport(cluster: SimulatedCluster(seed: 1, start: now), now: { now }, sleepUntil: { _ in })
  }

  /// One client for all tests, on a server that has taken the definitions.
  func client() async throws -> KubeClient {
    try await (self == .simulator ? Self.simulated : Self.connected).value
  }

  private static func prepared(_ client: KubeClient) async throws -> KubeClient {
    let types = client.api(definitions)
    for definition in CustomResourceDefinition.all {
      let name = definition[["metadata", "name"]]?.string ?? ""
      _ = try await types.apply(name, definition, fieldManager: "slipway-tests", force: true)
      while try await !isServed(types.get(name)) { try await Task.sleep(for: .milliseconds(100)) }
    }
    return client
  }

  private static func isServed(_ definition: DynamicObject) -> Bool {
    let conditions = definition.content["status"]?["conditions"]?.elements ?? []
    return conditions.contains { $0["type"] == "Established" && $0["status"] == "True" }
  }

  /// What the server says of a new object, which it does not keep.
  ///
  /// - Returns: the fields that it refuses, with its reasons; empty when it takes the object.
  func refusals(of object: JSONValue, _ type: ResourceType) async throws -> [Status.Cause] {
    var object = object
    if type.isNamespaced { object[["metadata", "namespace"]] = "default" }
    let objects = try await client().api(type, namespace: type.isNamespaced ? "default" : nil)
    var options = WriteOptions()
    options.dryRun = true
    do throws(KubeError) {
      _ = try await objects.create(DynamicObject(object), options)
      return []
    } catch {
      guard [.invalid, .badRequest].contains(error.code) else { throw error }
      return error.causes.isEmpty ? [Status.Cause(message: error.message)] : error.causes
    }
  }
}
