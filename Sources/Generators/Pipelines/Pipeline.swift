import KubeCore
import SlipwayAPI

/// A pipeline that tests, builds, scans and pushes an image, gives it to the ModelDeployment, and waits for its verdict.
///
/// Scripts are the same for all models: what differs comes to them in variables, which are quoted where they are used.
public struct Pipeline {
  /// Where pipelines run.
  public enum Host: String, Sendable, Hashable, CaseIterable { case github, gitlab, jenkins }

  /// The tools of the pipeline, by exact version.
  enum Tool {
    static let hadolint = "docker.io/hadolint/hadolint:v2.12.0"
    static let trivy = "docker.io/aquasec/trivy:0.58.1"
    static let buildah = "quay.io/buildah/stable:v1.38.0"
  }

  let settings: PipelineSettings

  /// - Throws: the first field that is not allowed.
  public init(_ settings: PipelineSettings) throws(GeneratorError) {
    try settings.validate()
    self.settings = settings
  }

  /// The file, where the host looks for it.
  public func file(_ host: Host) -> GeneratedFile {
    switch host {
    case .github: GeneratedFile(RelativePath(known: ".github/workflows/model.yaml"), YAMLWriter.write(github))
    case .gitlab: GeneratedFile(RelativePath(known: ".gitlab-ci.yml"), YAMLWriter.write(gitlab))
    case .jenkins: GeneratedFile(RelativePath(known: "Jenkinsfile"), jenkins)
    }
  }

  /// What differs between models, for the scripts.
  var variables: [(name: String, value: String)] {
    [
      ("MODEL", settings.name), ("NAMESPACE", settings.namespace), ("REPOSITORY", settings.repository),
      ("FOLDER", settings.folder.text),
    ]
  }

  // MARK: Scripts

  static let test = "cd \"$FOLDER\"\npython -m pip install --quiet -r requirements.txt pytest httpx\npython -m pytest --quiet tests"
  /// The revision is that of the new spec; the command ends when its fate is known, and fails with it.
  static let deliver = """
    slipway set image "$MODEL" "$IMAGE" --namespace "$NAMESPACE"
    slipway status "$MODEL" --namespace "$NAMESPACE" --wait --timeout 3600
    """
}
