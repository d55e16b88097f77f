import KubeCore

/// `/api` and `/apis` in their aggregated form (`apidiscovery.k8s.io`): all resources in one answer.
struct AggregatedAnswer: Decodable {
  struct Kind: Decodable {
    var group: String?
    var version: String?
    var kind: String?
  }

  struct Subresource: Decodable {
    var subresource: String
  }

  struct Resource: Decodable {
    var resource: String
    var responseKind: Kind?
    var scope: String?
    var singularResource: String?
    var verbs: [String]?
    var shortNames: [String]?
    var categories: [String]?
    var subresources: [Subresource]?
  }

  struct Version: Decodable {
    var version: String
    var resources: [Resource]?
    /// `Stale` when the server behind it did not answer lately.
    var freshness: String?
  }

  struct Item: Decodable {
    struct Metadata: Decodable { var name: String? }
    var metadata: Metadata
    var versions: [Version]?
  }

  var items: [Item]?
}

/// `/api` in its plain form.
struct VersionsAnswer: Decodable {
  var versions: [String]?
}

/// `/apis` in its plain form.
struct GroupsAnswer: Decodable {
  struct Version: Decodable { var version: String }

  struct Group: Decodable {
    var name: String
    var versions: [Version]?
    var preferredVersion: Version?
  }

  var groups: [Group]?
}

/// The resources of one group and version.
struct ResourcesAnswer: Decodable {
  struct Resource: Decodable {
    var name: String
    var singularName: String?
    var namespaced: Bool
    var kind: String
    var verbs: [String]?
    var shortNames: [String]?
    var categories: [String]?
  }

  var resources: [Resource]?
}
