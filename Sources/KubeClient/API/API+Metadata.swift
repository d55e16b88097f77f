public import KubeCore

extension API {
  /// The same objects with nothing but their metadata: far less to send and to keep where the rest does not matter.
  ///
  /// Patches and deletions work as before; creating and replacing do not.
  public func metadataOnly() -> API<PartialObjectMetadata> {
    var api = API<PartialObjectMetadata>(
      client: client, resourceType: resourceType, namespace: namespace, form: .metadata)
    api.omitsManagedFields = omitsManagedFields
    return api
  }

  /// The same as ``metadataOnly()``, as a type of one's own that has no more than metadata: for stores.
  public func metadataOnly<Slim: KubeResource>(as type: Slim.Type) -> API<Slim> {
    var api = API<Slim>(client: client, resourceType: resourceType, namespace: namespace, form: .metadata)
    api.omitsManagedFields = omitsManagedFields
    return api
  }

  /// The same objects as tables, with the columns that `kubectl get` shows.
  public var tables: TableAPI {
    TableAPI(
      api: API<Table>(client: client, resourceType: resourceType, namespace: namespace, form: .table))
  }
}
