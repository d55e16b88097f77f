import KubeCore
import SlipwayAPI
import Testing

/// Holds `manifests/install.yaml` to the chart that it is rendered from.
@Suite struct ChartTests {
  private let chart: JSONValue
  private let values: JSONValue
  private let manifest: InstallManifest

  init() throws {
    chart = try Repository.document("helm/slipway/Chart.yaml")
    values = try Repository.document("helm/slipway/values.yaml")
    manifest = try InstallManifest()
  }

  @Test("the chart and what it installs have a version")
  func version() throws {
    #expect(chart["apiVersion"]?.string == "v2")
    #expect(chart["name"]?.string == "slipway")
    let version = try #require(chart["appVersion"]?.string)
    #expect(version.wholeMatch(of: #/\d+\.\d+\.\d+/#) != nil)
    #expect(SlipwayVersion.current == version)
    for object in manifest.objects.dropFirst() where object["kind"] != "CustomResourceDefinition" {
      #expect(object[["metadata", "labels", "app.kubernetes.io/version"]]?.string == version)
    }
  }

  @Test("the image is that of the default values, with the chart's appVersion as its tag")
  func image() throws {
    let repository = try #require(values[["image", "repository"]]?.string)
    let version = try #require(chart["appVersion"]?.string)
    #expect(try manifest.container()["image"]?.string == "\(repository):\(version)")
    #expect(try manifest.container()["imagePullPolicy"] == values[["image", "pullPolicy"]])
  }

  @Test("what the values hold stands in the manifest unchanged")
  func securityAndResources() throws {
    #expect(try manifest.pod()["securityContext"] == values["podSecurityContext"])
    #expect(try manifest.container()["securityContext"] == values["securityContext"])
    #expect(try manifest.container()["resources"] == values["resources"])
  }

  @Test(
    "what the template says of the container stands in the manifest unchanged",
    arguments: ["args", "env", "ports", "livenessProbe", "readinessProbe"])
  func container(member: String) throws {
    let template = try ChartTemplate("deployment", values: values)
    #expect(
      try manifest.container()[member] == template.member(member),
      "install.yaml is out of date: scripts/generate.sh renews it")
  }

  @Test("the pod meets the restricted Pod Security Standard, and more")
  func restricted() throws {
    #expect(try manifest.pod()[["securityContext", "runAsNonRoot"]]?.bool == true)
    #expect(try manifest.pod()[["securityContext", "runAsUser"]]?.integer ?? 0 >= 10_000)
    #expect(try manifest.pod()[["securityContext", "seccompProfile", "type"]]?.string == "RuntimeDefault")
    #expect(
      try manifest.container()["securityContext"] == [
        "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]], "readOnlyRootFilesystem": true,
      ])
    for kind in ["requests", "limits"] {
      #expect(Set(try manifest.container()[["resources", kind]]?.object?.keys ?? []) == ["cpu", "memory"])
    }
  }
}
