extension Kubeconfig {
  /// Reads the kubeconfig that a person would expect: the given file, else those that `KUBECONFIG` lists, else
  /// `~/.kube/config`.
  ///
  /// - Returns: `nil` when nothing was asked for and no file is there.
  /// - Throws: `.unreadableFile` for a file that was asked for and is not there, and what parsing throws.
  public static func load(
    path: String?, environment: [String: String]
  ) throws(ConnectionError) -> Kubeconfig? {
    if let path { return try read(path) }
    if let list = environment["KUBECONFIG"], !list.isEmpty {
      var merged = Kubeconfig()
      for path in list.split(separator: ":") where LocalFile.exists(String(path)) { merged.merge(try read(String(path))) }
      return merged
    }
    guard let home = environment["HOME"], LocalFile.exists(home + "/.kube/config") else { return nil }
    return try read(home + "/.kube/config")
  }

  private static func read(_ path: String) throws(ConnectionError) -> Kubeconfig {
    do throws(ConnectionError) {
      let text = String(decoding: try LocalFile.read(path), as: UTF8.self)
      return try Kubeconfig(text: text, folder: LocalFile.folder(of: path))
    } catch {
      throw ConnectionError(error.code, error.message.contains(path) ? error.message : "\(path): \(error.message)")
    }
  }
}
