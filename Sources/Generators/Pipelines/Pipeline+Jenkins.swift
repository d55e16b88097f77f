extension Pipeline {
  /// A declarative pipeline of Jenkins. Its credentials are `registry` (user and password) and `kubeconfig` (a file); the agent
  /// has docker and slipway.
  var jenkins: String {
    GroovyWriter.write(
      GroovyBlock(
        "pipeline",
        [
          .call("agent", ["label": "docker"]),
          .block(
            GroovyBlock(
              "options",
              [.statement("disableConcurrentBuilds()"), .statement("timeout(time: 2, unit: 'HOURS')")])),
          .block(
            GroovyBlock(
              "environment",
              variables.map { .assignment($0.name, $0.value) } + [.assignment("BRANCH", settings.branch)])),
          .block(GroovyBlock("stages", jenkinsStages)),
        ]))
  }

  private var jenkinsStages: [GroovyBlock.Member] {
    [
      stage("Test", Self.test),
      stage("Lint", "docker run --rm --interactive \(Tool.hadolint) < \"$FOLDER/Dockerfile\""),
      stage("Build", "docker build --tag \"$REPOSITORY:$GIT_COMMIT\" \"$FOLDER\""),
      stage(
        "Scan",
        "docker run --rm --volume /var/run/docker.sock:/var/run/docker.sock \(Tool.trivy) image --exit-code 1 "
          + "--severity HIGH,CRITICAL --ignore-unfixed \"$REPOSITORY:$GIT_COMMIT\""),
      stage(
        "Push",
        """
        printf '%s' "$REGISTRY_PSW" | docker login "${REPOSITORY%%/*}" --username "$REGISTRY_USR" --password-stdin
        docker push "$REPOSITORY:$GIT_COMMIT"
        docker inspect --format '{{index .RepoDigests 0}}' "$REPOSITORY:$GIT_COMMIT" > image.txt
        """, credential: ("REGISTRY", "registry")),
      stage("Deliver", "IMAGE=$(cat image.txt)\n\(Self.deliver)", credential: ("KUBECONFIG", "kubeconfig")),
    ]
  }

  private func stage(
    _ name: String, _ script: String, credential: (variable: String, id: String)? = nil
  ) -> GroovyBlock.Member {
    var members: [GroovyBlock.Member] = [
      .block(GroovyBlock("when", [.statement("expression { env.BRANCH_NAME == null || env.BRANCH_NAME == env.BRANCH }")]))
    ]
    if let credential {
      members.append(
        .block(GroovyBlock("environment", [.credentials(credential.variable, credential.id)])))
    }
    members.append(.block(GroovyBlock("steps", [.script(script)])))
    return .block(GroovyBlock("stage", argument: name, members))
  }
}
