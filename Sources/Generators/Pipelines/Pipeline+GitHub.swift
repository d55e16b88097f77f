import KubeCore

extension Pipeline {
  private static let runner: JSONValue = "ubuntu-24.04"
  private static let checkout: JSONValue = ["uses": "actions/checkout@v5", "with": ["persist-credentials": false]]

  /// A workflow of GitHub Actions. Its secrets are REGISTRY_USERNAME, REGISTRY_PASSWORD and KUBECONFIG; its variable
  /// SLIPWAY_IMAGE names the image that has the `slipway` program.
  var github: JSONValue {
    [
      "name": .string("Model \(settings.name)"),
      "on": [
        "push": ["branches": [.string(settings.branch)], "paths": [.string("\(settings.folder)/**")]],
        "workflow_dispatch": [:],
      ],
      "permissions": ["contents": "read"],
      // One rollout at a time: a newer commit waits for the verdict on the older one.
      "concurrency": ["group": .string("model-\(settings.name)"), "cancel-in-progress": false],
      "env": .object(JSONObject(variables.map { ($0.name, .string($0.value)) })),
      "jobs": ["test": githubTest, "image": githubImage, "deliver": githubDelivery],
    ]
  }

  private var githubTest: JSONValue {
    [
      "runs-on": Self.runner, "timeout-minutes": 20,
      "steps": [
        Self.checkout,
        ["uses": "actions/setup-python@v6", "with": ["python-version": .string(settings.python.description)]],
        ["name": "Test the server", "run": .string(Self.test)],
      ],
    ]
  }

  private var githubImage: JSONValue {
    [
      "needs": "test", "runs-on": Self.runner, "timeout-minutes": 60,
      "outputs": ["image": "${{ steps.push.outputs.image }}"],
      "steps": [
        Self.checkout,
        ["name": "Lint the Dockerfile", "run": .string("docker run --rm --interactive \(Tool.hadolint) < \"$FOLDER/Dockerfile\"")],
        [
          "name": "Log in", "env": ["USERNAME": "${{ secrets.REGISTRY_USERNAME }}", "PASSWORD": "${{ secrets.REGISTRY_PASSWORD }}"],
          "run": "printf '%s' \"$PASSWORD\" | docker login \"${REPOSITORY%%/*}\" --username \"$USERNAME\" --password-stdin",
        ],
        ["name": "Build", "run": "docker build --tag \"$REPOSITORY:$GITHUB_SHA\" \"$FOLDER\""],
        [
          "name": "Scan",
          "run": .string(
            "docker run --rm --volume /var/run/docker.sock:/var/run/docker.sock \(Tool.trivy) image --exit-code 1 "
              + "--severity HIGH,CRITICAL --ignore-unfixed \"$REPOSITORY:$GITHUB_SHA\""),
        ],
        [
          "name": "Push", "id": "push",
          "run": """
            docker push "$REPOSITORY:$GITHUB_SHA"
            image=$(docker inspect --format '{{index .RepoDigests 0}}' "$REPOSITORY:$GITHUB_SHA")
            echo "image=$image" >> "$GITHUB_OUTPUT"
            """,
        ],
      ],
    ]
  }

  private var githubDelivery: JSONValue {
    [
      "needs": "image", "runs-on": Self.runner, "timeout-minutes": 75, "environment": "production",
      // The runner's folders belong to nobody whom the image knows.
      "container": ["image": "${{ vars.SLIPWAY_IMAGE }}", "options": "--user 0"],
      "steps": [
        [
          "name": "Give the image to the ModelDeployment, and wait for the verdict",
          "env": ["IMAGE": "${{ needs.image.outputs.image }}", "KUBECONFIG_TEXT": "${{ secrets.KUBECONFIG }}"],
          "run": .string(
            "umask 077\nexport KUBECONFIG=\"$RUNNER_TEMP/kubeconfig\"\nprintf '%s' \"$KUBECONFIG_TEXT\" > \"$KUBECONFIG\"\n"
              + Self.deliver),
        ]
      ],
    ]
  }
}
