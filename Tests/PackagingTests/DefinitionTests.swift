import KubeCore
import SlipwayAPI
import Testing

@Suite struct DefinitionTests {
  @Test("the shipped definition is that of the types", arguments: ["crds", "helm/slipway/crds"])
  func isCurrent(folder: String) throws {
    #expect(try Repository.files(in: folder) == ["slipway.dev_modeldeployments.yaml"])
    let shipped = try Repository.text("\(folder)/slipway.dev_modeldeployments.yaml")
    #expect(
      shipped == YAMLWriter.write(CustomResourceDefinition.modelDeployment),
      "\(folder) is out of date: swift build && scripts/generate.sh renews it")
  }

  @Test("kubectl apply can keep the definition in its annotation, which holds 256 KiB in all")
  func fitsLastApplied() {
    let size = JSONWriter.write(CustomResourceDefinition.modelDeployment).count
    #expect(size < 128 << 10)
  }
}
