import Foundation
import KubeConnection
import KubeCore
import SlipwayAPI
import Testing

@testable import Generators

@Suite struct ServiceManifestsTests {
  @Test("YAML reads back as the objects", arguments: ServiceMatrix.all.map(\.name))
  func yaml(name: String) throws {
    let settings = try #require(ServiceMatrix.all.first { $0.name == name }).settings
    let manifests = try ServiceManifests(settings)
    for object in manifests.plain + manifests.monitoring + [try manifests.modelDeployment()] {
      #expect(try YAMLParser.documents(object.file().text) == [object.content])
      #expect(object.content["metadata"]?["namespace"] == "ml")
    }
  }

  @Test("what pods may do is little", arguments: ServiceMatrix.all.map(\.name))
  func security(name: String) throws {
    let manifests = try ServiceManifests(try #require(ServiceMatrix.all.first { $0.name == name }).settings)
    let pod = try #require(manifests.deployment.content[["spec", "template", "spec"]])
    let container = try #require(pod["containers"]?[0])
    #expect(pod[["securityContext", "runAsNonRoot"]] == true && pod["automountServiceAccountToken"] == false)
    #expect(pod[["securityContext", "runAsUser"]]?.integer ?? 0 > 0)
    #expect(container[["securityContext", "readOnlyRootFilesystem"]] == true)
    #expect(container[["securityContext", "capabilities", "drop"]] == ["ALL"])
    #expect(container["readinessProbe"]?["httpGet"]?["path"]?.string?.hasPrefix("/") == true)
    #expect(container["resources"]?["limits"] != nil)
    let ports = (container["ports"]?.elements ?? []).compactMap { $0["name"]?.string }
    let monitored = manifests.podMonitor?.content["spec"]?["podMetricsEndpoints"]?[0]?["port"]?.string
    #expect(monitored.map(ports.contains) ?? true)
  }

  @Test("what scanners would find has its reason in the object", arguments: ServiceMatrix.all.map(\.name))
  func exceptions(name: String) throws {
    let settings = try #require(ServiceMatrix.all.first { $0.name == name }).settings
    let deployment = try ServiceManifests(settings).deployment.content
    let reasons = (deployment[["metadata", "annotations"]]?.object ?? [:]).compactMap { $1.string }
    let user = deployment[["spec", "template", "spec", "securityContext", "runAsUser"]]?.integer ?? 0
    let hasProbe = deployment[["spec", "template", "spec", "containers"]]?[0]?["livenessProbe"] != nil
    for (check, isFound) in [
      ("CKV_K8S_43=", settings.image.digest == nil), ("CKV_K8S_40=", user < 10_000), ("CKV_K8S_8=", !hasProbe),
    ] {
      #expect(reasons.contains { $0.hasPrefix(check) && $0.hasSuffix(".") } == isFound, "\(check)")
    }
  }

  @Test func whoScalesOwnsTheNumber() throws {
    for (_, settings) in ServiceMatrix.all {
      let manifests = try ServiceManifests(settings)
      let hasNumber = manifests.deployment.content["spec"]?["replicas"] != nil
      #expect(hasNumber == (settings.autoscaling == .none))
      #expect(manifests.plain.contains { $0.path.text == "scaledobject.yaml" } == (settings.autoscaling == .keda))
    }
  }

  @Test("hostile values", arguments: HostileTexts.all)
  func hostile(text: String) throws {
    let image = try ImageReference("a.example/b:1", field: "image")
    func check(_ field: String, _ change: (inout ServiceSettings) -> Void) throws {
      var settings = ServiceSettings(
        name: "fraud", namespace: "ml", image: image, runtime: .slipway, format: .sklearn, uri: "s3://a/b")
      settings.autoscaling = .keda
      change(&settings)
      do throws(GeneratorError) {
        let manifests = try ServiceManifests(settings)
        for object in manifests.plain + manifests.monitoring {
          #expect((try? YAMLParser.documents(object.file().text)) == [object.content])
        }
        _ = try manifests.modelDeployment()
      } catch {
        #expect([field, "modeldeployment.yaml"].contains(error.field) && PrintableText.isOneLine(error.description))
      }
    }
    try check("name") { $0.name = text }
    try check("namespace") { $0.namespace = text }
    try check("claim") { $0.claim = text }
    try check("uri") { $0.uri = text }
    try check("uri") { $0.uri = "s3://" + text }
    try check("prometheus") { $0.prometheus = text }
    try check("prometheus") { $0.prometheus = "http://" + text }
  }

  @Test func theChartHoldsTheObjectsAsTheyAre() throws {
    let manifests = try ServiceManifests(try #require(ServiceMatrix.all.first).settings)
    let files = manifests.chart()
    for object in manifests.plain + manifests.monitoring {
      #expect(files.contains { $0.path.text == "objects/\(object.path)" && $0.text == object.file().text })
    }
    let template = try #require(files.first { $0.path.text == "templates/objects.yaml" })
    #expect(!template.text.contains("fraud"))
  }

  /// `SLIPWAY_GENERATED` names a folder for all files, for tools that are no part of the tests.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SLIPWAY_GENERATED"] != nil))
  func writeAll() throws {
    let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["SLIPWAY_GENERATED"]))
    func write(_ files: [GeneratedFile], _ name: String) throws {
      for file in files {
        let url = folder.appending(components: name, file.path.text)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
      }
    }
    for (name, settings) in ServiceMatrix.all {
      let manifests = try ServiceManifests(settings)
      try write(manifests.kustomization(), "kustomize/\(name)")
      try write(manifests.chart(), "helm/\(name)")
      try write([try manifests.modelDeployment().file()], "slipway/\(name)")
      try write(try TerraformModule(manifests).files, "terraform/\(name)")
    }
    for host in Pipeline.Host.allCases { try write([try Pipeline(ServiceMatrix.pipeline).file(host)], "pipelines") }
  }
}
