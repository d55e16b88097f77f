/// What a build must not take from its folder: everything but what the Dockerfile copies.
enum BuildIgnore {
  /// - Parameter allowed: files and folders that are copied.
  static func file(allowing allowed: [RelativePath]) -> GeneratedFile {
    let lines = ["# Nothing gets into an image by accident: what is copied is named."] + ["*"]
      + allowed.sorted().map { "!\($0)" } + ["**/__pycache__", "**/.git", "**/.env"]
    return GeneratedFile(RelativePath(known: ".dockerignore"), lines.joined(separator: "\n") + "\n")
  }
}
