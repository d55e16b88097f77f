import KubeCore

extension Pipeline {
  /// A pipeline of GitLab. Its variables REGISTRY_USERNAME, REGISTRY_PASSWORD, KUBECONFIG (of type file) and SLIPWAY_IMAGE are
  /// the project's.
  var gitlab: JSONValue {
    [
      "stages": ["test", "image", "deliver"],
      "variables": .object(JSONObject(variables.map { ($0.name, .string($0.value)) })),
      "workflow": [
        "rules": [["if": .string("$CI_COMMIT_BRANCH == \"\(settings.branch)\"")]]
      ],
      "test": [
        "stage": "test", "image": .string("docker.io/library/python:\(settings.python.exact ?? "\(settings.python)")-slim-bookworm"),
        "script": Self.lines(Self.test),
      ],
      "lint": [
        "stage": "test", "image": ["name": .string("\(Tool.hadolint)-debian"), "entrypoint": [""]],
        "script": ["hadolint \"$FOLDER/Dockerfile\""],
      ],
      "image": [
        "stage": "image", "image": .string(Tool.buildah),
        "variables": ["STORAGE_DRIVER": "vfs", "BUILDAH_FORMAT": "docker", "BUILDAH_ISOLATION": "chroot"],
        "script": [
          "printf '%s' \"$REGISTRY_PASSWORD\" | buildah login --username \"$REGISTRY_USERNAME\" --password-stdin \"${REPOSITORY%%/*}\"",
          "buildah build --tag \"$REPOSITORY:$CI_COMMIT_SHA\" \"$FOLDER\"",
          "buildah push --digestfile digest \"$REPOSITORY:$CI_COMMIT_SHA\"",
          "echo \"IMAGE=$REPOSITORY@$(cat digest)\" > image.env",
        ],
        "artifacts": ["reports": ["dotenv": "image.env"]],
      ],
      "scan": [
        "stage": "image", "needs": ["image"], "image": ["name": .string(Tool.trivy), "entrypoint": [""]],
        "variables": ["TRIVY_USERNAME": "$REGISTRY_USERNAME", "TRIVY_PASSWORD": "$REGISTRY_PASSWORD"],
        "script": ["trivy image --exit-code 1 --severity HIGH,CRITICAL --ignore-unfixed \"$IMAGE\""],
      ],
      "deliver": [
        "stage": "deliver", "needs": ["image", "scan"], "image": ["name": "$SLIPWAY_IMAGE", "entrypoint": [""]],
        // One rollout at a time.
        "resource_group": .string("model-\(settings.name)"), "environment": ["name": "production"], "timeout": "75 minutes",
        "script": Self.lines(Self.deliver),
      ],
    ]
  }

  private static func lines(_ script: String) -> JSONValue {
    .array(script.split(separator: "\n").map { .string(String($0)) })
  }
}
