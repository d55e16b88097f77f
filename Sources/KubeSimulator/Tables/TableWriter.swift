import KubeCore

/// Writes objects as a `Table`, which is what kubectl prints.
struct TableWriter {
  private let columns: [TableColumn]
  private let includeObject: String?

  init(_ request: ResourceRequest) {
    self.init(request.definition, includeObject: request.options["includeObject"])
  }

  init(_ definition: ResourceDefinition, includeObject: String?) {
    self.init(columns: TableColumns.columns(of: definition), includeObject: includeObject)
  }

  init(columns: [TableColumn], includeObject: String?) {
    self.columns = columns
    self.includeObject = includeObject
  }

  /// - Parameter revision: the version of the list; `nil` takes that of the only object.
  func table(_ objects: [JSONValue], revision: Int64?, now: Timestamp) -> JSONValue {
    let version = revision.map { String($0) } ?? objects.first?.resourceVersion ?? ""
    return [
      "kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": ["resourceVersion": .string(version)],
      "columnDefinitions": .array(columns.map(\.definition)),
      "rows": .array(
        objects.map { object in
          ["cells": .array(columns.map { $0.cell(object, now) }), "object": included(object)]
        }),
    ]
  }

  private func included(_ object: JSONValue) -> JSONValue {
    switch includeObject {
    case "None": .null
    case "Object": object
    default: SimulatedCluster.metadataOnly(object)
    }
  }
}
