import KubeCore
import SlipwayAPI
import Testing

@Suite struct DefinitionTests {
  @Test("the shipped definitions are those of the types", arguments: ["crds", "helm/slipway/crds"])
  func isCurrent(folder: String) throws {
    let names = CustomResourceDefinition.all.compactMap { definition in
      definition[["spec", "names", "plural"]]?.string.map { "slipway.dev_\($0).yaml" }
    }
    #expect(try Set(Repository.files(in: folder)) == Set(names))
    for (name, definition) in zip(names, CustomResourceDefinition.all) {
      let shipped = try Repository.text("\(folder)/\(name)")
      #expect(
        shipped == YAMLWriter.write(definition, isCompact: true), "\(folder) is out of date: swift build && scripts/generate.sh renews it")
    }
  }

  @Test("the shipped definitions are below 200 KB")
  func staySmall() throws {
    for file in try Repository.files(in: "crds") { #expect(try Repository.text("crds/\(file)").utf8.count < 200_000) }
  }

  @Test("kubectl apply can keep the definition in its annotation, which holds 256 KiB in all")
  func fitsLastApplied() {
    let size = JSONWriter.write(CustomResourceDefinition.modelDeployment).count
    #expect(size < 128 << 10)
  }
}
