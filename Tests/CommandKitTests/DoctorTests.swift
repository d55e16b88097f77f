import CommandKit
import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@Suite struct DoctorTests {
  @Test func saysWhatIsMissing() async throws {
    let fixture = CommandFixture()
    fixture.send(.delete, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/modeldeployments.slipway.dev")
    #expect(try await fixture.session().doctor([]) == 1)
    let lines = fixture.takeOutput().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("ok        API server                      answers, version v1."))
    #expect(
      lines[2] == "failure   definition of ModelDeployment   modeldeployments.slipway.dev v1alpha1 is not served; "
        + "install crds.yaml of this version")
  }

  @Test func looksAtEachDeployment() async throws {
    let fixture = CommandFixture.midway()
    fixture.post(
      "/api/v1/namespaces/default/services", ["metadata": ["name": "fraud"], "spec": ["ports": [["port": 80]]]])
    _ = try await fixture.session().doctor([])
    let text = fixture.takeOutput()
    #expect(text.contains("a Service `fraud` exists that is not its own; rename one of them"))
    #expect(text.contains("it has seen the newest spec of every ModelDeployment in default"))
    #expect(text.contains("metrics could not be looked at through the API server"))
  }

  @Test func noticesAnOperatorThatSleeps() async throws {
    let fixture = CommandFixture.midway()
    var status = CommandFixture.status
    status.observedGeneration = 0
    fixture.write(status, of: "fraud")
    #expect(try await fixture.session().doctor([]) == 1)
    #expect(
      fixture.takeOutput().contains("it has not seen the newest spec of fraud; does it run, and look after default?"))
  }
}
