import KubeRuntime

extension WatcherConfiguration {
  /// With lists and watches apart.
  static var lists: WatcherConfiguration {
    var configuration = WatcherConfiguration()
    configuration.streamsLists = false
    return configuration
  }
}
