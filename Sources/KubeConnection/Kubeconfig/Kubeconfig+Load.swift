extension Kubeconfig {
  /// Reads the kubeconfig that a person would expect: the given file, else those that `KUBECONFIG` lists, else
  /// `~/.kube/config`.
  ///
  /// - Returns: `nil` when nothing was asked for and no file is there.
  /// - Throws: `.unreadableFile` for a file that was asked for and is not there, or when none of those that
  ///   `KUBECONFIG` lists is; and what parsing throws.
  public static func load(
    path: String?, environment: [String: String]
  ) throws(ConnectionError) -> Kubeconfig? {
    if let path { return try read(path) }
    if let list = environment["KUBECONFIG"], !list.isEmpty { return try merge(list) }
    guard let home = environment["HOME"], LocalFile.exists(home + "/.kube/config") else { return nil }
    return try read(home + "/.kube/config")
  }

  private static func merge(_ list: String) throws(ConnectionError) -> Kubeconfig? {
    let paths = list.split(separator: ":").map(String.init)
    let present = paths.filter(LocalFile.exists)
    guard !present.isEmpty else {
      throw ConnectionError(
        .unreadableFile, "none of the files that KUBECONFIG lists is there: \(paths.joined(separator: ", "))")
    }
    var merged = Kubeconfig()
    for path in present { merged.merge(try read(path)) }
    return merged
  }

  private static func read(_ path: String) throws(ConnectionError) -> Kubeconfig {
    let bytes = try LocalFile.read(path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConnectionError(.invalidYAML, "the file is not UTF-8", file: path)
    }
    return try Kubeconfig(text: text, folder: LocalFile.folder(of: path), file: path)
  }
}
