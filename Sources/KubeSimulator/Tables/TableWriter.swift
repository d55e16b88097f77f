import KubeCore

/// Writes objects as a `Table`, which is what kubectl prints.
struct TableWriter {
  private let columns: [TableColumn]
  private let includeObject: String?
  /// The version in which whole objects are shown; `nil` for what is in it already.
  private let definition: ResourceDefinition?
  var apiVersion = Representation.version

  init(_ request: ResourceRequest) {
    self.init(request.definition, includeObject: request.options["includeObject"])
    if case .table(let version) = request.representation { apiVersion = version }
  }

  init(_ definition: ResourceDefinition, includeObject: String?) {
    columns = TableColumns.columns(of: definition)
    self.includeObject = includeObject
    self.definition = definition
  }

  init(columns: [TableColumn], includeObject: String?) {
    self.columns = columns
    self.includeObject = includeObject
    definition = nil
  }

  /// - Parameters:
  ///   - objects: as they are stored.
  ///   - revision: the version of the list; `nil` takes that of the only object.
  func table(_ objects: [JSONValue], revision: Int64?, now: Timestamp) -> JSONValue {
    let version = revision.map { String($0) } ?? objects.first?.resourceVersion ?? ""
    return [
      "kind": "Table", "apiVersion": .string("meta.k8s.io/\(apiVersion)"),
      "metadata": ["resourceVersion": .string(version)],
      "columnDefinitions": .array(columns.map(\.definition)), "rows": .array(objects.map { row($0, now) }),
    ]
  }

  private func row(_ stored: JSONValue, _ now: Timestamp) -> JSONValue {
    let object = definition.map { SimulatedCluster.internalView(stored, $0) } ?? stored
    var row: JSONObject = ["cells": .array(columns.map { $0.cell(object, now) })]
    if definition?.storage == BuiltIn.pods.storage { row["conditions"] = PodColumns.rowConditions(of: object) }
    switch includeObject {
    case "None": row["object"] = .null
    case "Object": row["object"] = definition.map { SimulatedCluster.view(stored, $0) } ?? stored
    default: row["object"] = SimulatedCluster.metadataOnly(object, apiVersion: apiVersion)
    }
    return .object(row)
  }
}
