public import KubeCore

extension KubeClient {
  /// Asks what the server serves: two requests where it can answer in the aggregated form, one for each group and
  /// version otherwise.
  ///
  /// - Throws: why nothing could be learnt at all; a group whose own server is down is told in
  ///   ``Discovery/failures``.
  public func discover() async throws(KubeError) -> Discovery {
    var discovery = Discovery()
    for path in ["/api", "/apis"] {
      let bytes = try await discoveryAnswer(path)
      if isAggregated(bytes) {
        discovery.add(try AnswerDecoding.decode(AggregatedAnswer.self, from: bytes))
      } else {
        try await addOneByOne(bytes, path, to: &discovery)
      }
    }
    return discovery
  }

  /// The groups and their versions, without their resources: two requests.
  public func groups() async throws(KubeError) -> [Discovery.Group] {
    let core = try await perform(plainRequest("/api"), decoding: VersionsAnswer.self)
    let others = try await perform(plainRequest("/apis"), decoding: GroupsAnswer.self)
    return [Discovery.Group(name: "", versions: core.versions ?? [])] + Self.groups(others)
  }

  /// The resources of one group and version: one request.
  ///
  /// - Throws: `.notServed` when the server does not know it.
  public func resources(group: String, version: String) async throws(KubeError) -> [ServedResource] {
    let type = ResourceType(group: group, version: version, kind: "", plural: "")
    let answer = try await perform(plainRequest(type.groupVersionPath), decoding: ResourcesAnswer.self)
    return Discovery.resources(answer, group: group, version: version)
  }

  /// Whether a kind is served in exactly this group and version: one request.
  public func serves(_ type: ResourceType) async throws(KubeError) -> Bool {
    do throws(KubeError) {
      return try await resources(group: type.group, version: type.version).contains { $0.type == type }
    } catch {
      guard error.code == .notServed else { throw error }
      return false
    }
  }

  /// The versions of the core group, or all other groups, in the aggregated form if the server knows it.
  private func discoveryAnswer(_ path: String) async throws(KubeError) -> [UInt8] {
    let aggregated = ["v2", "v2beta1"].map { "application/json;g=apidiscovery.k8s.io;v=\($0);as=APIGroupDiscoveryList" }
    do throws(KubeError) {
      return try await perform(plainRequest(path, accept: (aggregated + ["application/json"]).joined(separator: ",")))
    } catch {
      guard error.code == .notAcceptable else { throw error }
      return try await perform(plainRequest(path))
    }
  }

  private func isAggregated(_ bytes: [UInt8]) -> Bool {
    struct Head: Decodable { var kind: String? }
    return (try? JSONCoding.decode(Head.self, from: bytes).kind) == "APIGroupDiscoveryList"
  }

  private func addOneByOne(
    _ bytes: [UInt8], _ path: String, to discovery: inout Discovery
  ) async throws(KubeError) {
    let groups: [Discovery.Group]
    if path == "/api" {
      let versions = try AnswerDecoding.decode(VersionsAnswer.self, from: bytes).versions ?? []
      groups = [Discovery.Group(name: "", versions: versions)]
    } else {
      groups = Self.groups(try AnswerDecoding.decode(GroupsAnswer.self, from: bytes))
    }
    discovery.groups += groups
    for group in groups {
      for version in group.versions {
        do throws(KubeError) {
          discovery.resources += try await resources(group: group.name, version: version)
        } catch {
          guard error.code != .cancelled else { throw error }
          discovery.failures[group.name.isEmpty ? version : "\(group.name)/\(version)"] = error
        }
      }
    }
  }

  private static func groups(_ answer: GroupsAnswer) -> [Discovery.Group] {
    (answer.groups ?? []).map { group in
      let versions = (group.versions ?? []).map(\.version)
      let preferred = group.preferredVersion.map { [$0.version] } ?? []
      return Discovery.Group(name: group.name, versions: preferred + versions.filter { !preferred.contains($0) })
    }
  }

  private func plainRequest(_ path: String, accept: String = "application/json") -> KubeRequest {
    KubeRequest(method: .get, path: path, headers: [KubeRequest.Field("Accept", accept)], timeout: deadlines.get)
  }
}
