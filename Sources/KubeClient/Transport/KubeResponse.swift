/// The head of an answer and a body that is still arriving.
public struct KubeResponse: Sendable {
  public var status: Int
  public var headers: [KubeRequest.Field]
  public var body: KubeBody

  public init(status: Int, headers: [KubeRequest.Field], body: KubeBody) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first header of a name, in any case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
