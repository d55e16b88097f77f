import KubeCore
import SlipwayAPI

/// A module of Terraform that installs Slipway and one ModelDeployment.
///
/// The ModelDeployment goes there as a chart of its own: `kubernetes_manifest` cannot plan an object whose kind comes with
/// the same apply.
public struct TerraformModule {
  private static let variables: [(name: String, description: String, standard: HCLValue?)] = [
    ("kubeconfig", "The kubeconfig by which the cluster is reached.", .string("~/.kube/config")),
    ("context", "The kubeconfig's context.", nil),
    ("slipway_chart", "The folder of Slipway's Helm chart, or where it was pushed.", .string("../../helm/slipway")),
    ("slipway_image", "The repository of the operator's image.", nil),
    ("slipway_tag", "Its tag.", .string(SlipwayVersion.current)),
  ]

  private let object: GeneratedObject

  /// - Throws: what Slipway would say of the ModelDeployment.
  public init(_ manifests: ServiceManifests) throws(GeneratorError) { object = try manifests.modelDeployment() }

  /// The files, sorted by path.
  public var files: [GeneratedFile] {
    [
      GeneratedFile(RelativePath(known: "main.tf"), HCLWriter.write([release, locals, model])),
      GeneratedFile(RelativePath(known: "model/Chart.yaml"), YAMLWriter.write(chart)),
      GeneratedFile(RelativePath(known: "model/templates/object.yaml"), "{{ toYaml .Values.object }}\n"),
      GeneratedFile(RelativePath(known: "outputs.tf"), HCLWriter.write([output])),
      GeneratedFile(RelativePath(known: "variables.tf"), HCLWriter.write(Self.variables.map(Self.variable))),
      GeneratedFile(RelativePath(known: "versions.tf"), HCLWriter.write([versions, provider])),
    ]
  }

  private var versions: HCLBlock {
    func provider(_ name: String, _ version: String) -> HCLValue {
      .object([("source", .string("hashicorp/\(name)")), ("version", .string(version))])
    }
    return HCLBlock(
      kind: "terraform", attributes: [("required_version", .string(">= 1.5"))],
      blocks: [HCLBlock(kind: "required_providers", attributes: [("helm", provider("helm", ">= 2.12, < 3.0"))])])
  }

  private var provider: HCLBlock {
    HCLBlock(
      kind: "provider", labels: ["helm"],
      blocks: [
        HCLBlock(
          kind: "kubernetes",
          attributes: [
            ("config_path", .expression("var.kubeconfig")), ("config_context", .expression("var.context")),
          ])
      ])
  }

  private static func variable(
    _ variable: (name: String, description: String, standard: HCLValue?)
  ) -> HCLBlock {
    var attributes: [(StaticString, HCLValue)] = [
      ("type", .expression("string")), ("description", .string(variable.description)),
    ]
    if let standard = variable.standard { attributes.append(("default", standard)) }
    return HCLBlock(kind: "variable", labels: [variable.name], attributes: attributes)
  }

  private var release: HCLBlock {
    func set(_ name: String, _ value: StaticString) -> HCLBlock {
      HCLBlock(kind: "set", attributes: [("name", .string(name)), ("value", .expression(value))])
    }
    return HCLBlock(
      kind: "resource", labels: ["helm_release", "slipway"],
      attributes: [
        ("name", .string("slipway")), ("chart", .expression("var.slipway_chart")),
        ("namespace", .string("slipway-system")), ("create_namespace", .bool(true)), ("wait", .bool(true)),
      ],
      blocks: [set("image.repository", "var.slipway_image"), set("image.tag", "var.slipway_tag")])
  }

  private var locals: HCLBlock { HCLBlock(kind: "locals", attributes: [("model", Self.value(object.content))]) }

  private var model: HCLBlock {
    HCLBlock(
      kind: "resource", labels: ["helm_release", "model"],
      attributes: [
        ("name", .expression("local.model.metadata.name")), ("chart", .expression(#""${path.module}/model""#)),
        ("namespace", .expression("local.model.metadata.namespace")), ("create_namespace", .bool(true)),
        ("values", .list([.expression("yamlencode({ object = local.model })")])),
        ("depends_on", .list([.expression("helm_release.slipway")])),
      ])
  }

  /// Its one template is the same for all models: the object comes as a value, and is never read as a template.
  private var chart: JSONValue {
    [
      "apiVersion": "v2", "name": "model", "description": "One object, which comes as a value.", "type": "application",
      "version": "0.1.0",
    ]
  }

  private var output: HCLBlock {
    HCLBlock(
      kind: "output", labels: ["model"],
      attributes: [
        ("value", .expression("helm_release.model.name")), ("description", .string("The name of the ModelDeployment.")),
      ])
  }

  private static func value(_ json: JSONValue) -> HCLValue {
    switch json {
    case .bool(let value): .bool(value)
    case .integer(let number): .number(Int(number))
    case .string(let text): .string(text)
    case .array(let elements): .list(elements.map(value))
    case .object(let members): .object(members.map { ($0.key, value($0.value)) })
    case .null, .double, .number: .expression("null")
    }
  }
}
