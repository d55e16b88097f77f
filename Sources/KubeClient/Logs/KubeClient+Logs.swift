import KubeCore

extension KubeClient {
  /// Reads what a container of a pod has written, line by line.
  ///
  /// - Throws: `.badRequest` when the pod has several containers and none is named, or it has not started yet.
  public func logs(
    of pod: String, namespace: String, _ options: PodLogOptions = PodLogOptions()
  ) async throws(KubeError) -> LogLines {
    try PathSegment.check(namespace, "namespace")
    try PathSegment.check(pod, "name")
    // Errors come as JSON, the log itself as plain text whatever is asked for.
    let pods = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods")
    let request = KubeRequest(
      method: .get, path: pods.path(namespace: namespace, name: pod, subresource: "log"), query: options.query,
      headers: [KubeRequest.Field("Accept", "*/*")], timeout: options.follows ? nil : deadlines.page,
      idleTimeout: options.silence)
    return LogLines(body: try await open(request).body)
  }
}
