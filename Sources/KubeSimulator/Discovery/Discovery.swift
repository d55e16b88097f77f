import KubeClient
import KubeCore

extension SimulatedCluster {
  /// The version that the recordings come from.
  static let version: JSONValue = [
    "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1",
    "minCompatibilityMinor": "35", "gitVersion": "v1.36.2", "gitCommit": "$Format:%H$", "gitTreeState": "",
    "buildDate": "1970-01-01T00:00:00Z", "goVersion": "go1.26.6", "compiler": "gc", "platform": "linux/amd64",
  ]

  /// Answers what lies outside of the resources: health, versions, discovery, schemas.
  ///
  /// - Throws: `APIFailure` 405 for what can only be read.
  func discoveryAnswer(to request: KubeRequest) throws(APIFailure) -> SimulatorAnswer? {
    // What is written lies deeper than all of this.
    let isRead = request.method == .get || request.method == .head
    guard isRead || request.path.utf8.count(where: { $0 == UInt8(ascii: "/") }) < 4 else { return nil }
    guard let answer = readingAnswer(to: request) else { return nil }
    guard request.method == .get || answer.status != 200 || Self.takesAnyMethod(request.path) else {
      throw .methodNotAllowed
    }
    return answer
  }

  /// Lists of groups, health and schemas are not asked how.
  private static func takesAnyMethod(_ path: String) -> Bool {
    let segments = path.split(separator: "/")
    return ["healthz", "livez", "readyz", "openapi"].contains(segments.first)
      || segments.first == "apis" && segments.count < 3
  }

  private func readingAnswer(to request: KubeRequest) -> SimulatorAnswer? {
    let segments = request.path.split(separator: "/").map(String.init)
    let accept = request.header("Accept")
    let aggregated = AggregatedDiscovery.isWanted(accept)
    if (segments.first == "api" && segments.count < 3) || (segments.first == "apis" && segments.count < 4),
      aggregated == nil || segments.count > 1
    {
      do throws(APIFailure) { _ = try Representation(accept: accept) } catch { return .failure(error) }
    }
    switch segments.first {
    case "healthz", "livez", "readyz": return HealthChecks.answer(segments, request)
    case "version" where segments.count == 1: return .json(Self.version)
    case "openapi": return openAPIAnswer(segments, accept: accept)
    case "api" where segments.count == 1:
      if let aggregated { return AggregatedDiscovery.answer(coreGroup, form: aggregated) }
      return .json([
        "kind": "APIVersions", "versions": ["v1"],
        "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": "127.0.0.1:443"]],
      ])
    case "apis" where segments.count == 1:
      if let aggregated { return AggregatedDiscovery.answer(namedGroups, form: aggregated) }
      return .json([
        "kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groupNames.map { group($0) }),
      ])
    case "apis" where segments.count == 2:
      guard groupNames.contains(segments[1]) else { return .pageNotFound }
      guard case .object(let members) = group(segments[1]) else { return nil }
      return .json(
        .object(JSONObject([("kind", "APIGroup"), ("apiVersion", "v1")] + members.map { ($0.key, $0.value) })))
    // Of the versions without a group it is known that there is no other.
    case "api" where segments[1] != "v1": return .failure(.unknownResource)
    case "api" where segments.count == 2: return resourceList(group: "", version: segments[1])
    case "apis" where segments.count == 3: return resourceList(group: segments[1], version: segments[2])
    default: return nil
    }
  }

  /// Every type that is served, with those that store nothing.
  var servedTypes: [ResourceType] { registry.all.map(\.type) + Reviews.types }

  /// The groups with a name, in the server's order.
  private var groupNames: [String] { GroupOrder.sorted(Set(servedTypes.map(\.group)).filter { !$0.isEmpty }) }

  private func versions(of group: String) -> [String] {
    Set(servedTypes.filter { $0.group == group }.map(\.version)).sorted(by: VersionOrder.isBefore)
  }

  private func group(_ name: String) -> JSONValue {
    let versions = versions(of: name).map { version -> JSONValue in
      ["groupVersion": .string("\(name)/\(version)"), "version": .string(version)]
    }
    return ["name": .string(name), "versions": .array(versions), "preferredVersion": versions.first ?? .null]
  }

  private func resourceList(group: String, version: String) -> SimulatorAnswer? {
    let resources = registry.all.filter { $0.type.group == group && $0.type.version == version }
    let virtual = Reviews.types.filter { $0.group == group && $0.version == version }
    guard !resources.isEmpty || !virtual.isEmpty else {
      // A group of the server's own answers for the versions that it does not have.
      return registry.all.contains { $0.type.group == group && !$0.isCustom } && !group.isEmpty ? nil : .pageNotFound
    }
    let entries = resources.flatMap(DiscoveryEntry.entries) + virtual.map(DiscoveryEntry.virtual)
    return .json([
      "kind": "APIResourceList", "apiVersion": "v1",
      "groupVersion": .string(group.isEmpty ? version : "\(group)/\(version)"),
      "resources": .array(entries),
    ])
  }

  private var coreGroup: [AggregatedDiscovery.Group] { aggregatedGroups([""]) }
  private var namedGroups: [AggregatedDiscovery.Group] { aggregatedGroups(groupNames) }

  private func aggregatedGroups(_ names: [String]) -> [AggregatedDiscovery.Group] {
    names.map { name in
      AggregatedDiscovery.Group(
        name: name,
        versions: versions(of: name).map { version in
          AggregatedDiscovery.Version(
            name: version, resources: registry.all.filter { $0.type.group == name && $0.type.version == version },
            virtual: Reviews.types.filter { $0.group == name && $0.version == version })
        })
    }
  }
}
