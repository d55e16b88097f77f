import KubeCore
import SlipwayAPI
import Testing

@Suite struct SampleTests {
  @Test("every sample is a ModelDeployment that can be acted on, and of which there is nothing to warn")
  func areValid() throws {
    let files = try Repository.files(in: "manifests/samples")
    #expect(files == ["canary.yaml", "minimal.yaml", "quick-start.yaml"])
    for file in files {
      let object = try Repository.document("manifests/samples/\(file)")
      #expect(object["apiVersion"]?.string == ModelDeployment.resourceType.apiVersion, "\(file)")
      #expect(object["kind"]?.string == ModelDeployment.resourceType.kind, "\(file)")
      switch ModelDeployment.validated(object) {
      case .success(let model):
        #expect(model.warnings.isEmpty, "\(file)")
        #expect(object["spec"] == model.spec.json, "\(file) names a field that is not read, or a default")
      case .failure(let invalid): Issue.record("\(file): \(invalid)")
      }
    }
  }
}
