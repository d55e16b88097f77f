/// The built-in types, in the notation that `TypeNotation` reads.
///
/// Members, their numbers, list keys and atomicity are those of the published types of Kubernetes 1.36.
enum BuiltInTypes {
  static let text =
    meta + core + pods + volumes + vendorVolumes + apps + networking + policy + cluster + access + admission
    + definitions + extensions + drivers + devices + flowControl

  /// Definitions of custom resources; their schemas are looked into elsewhere.
  private static let definitions = """
    CustomResourceDefinition = metadata!:ObjectMeta spec!:DefinitionSpec status!:DefinitionStatus
    DefinitionSpec = group!:string names!:DefinitionNames scope!:string versions!:[any]
      conversion?:DefinitionConversion preserveUnknownFields:bool
    DefinitionNames = plural!:string singular:string shortNames:[string] kind!:string listKind:string
      categories:[string]
    DefinitionConversion = strategy!:string webhook?:any
    DefinitionStatus = conditions!:[MetaCondition@type] acceptedNames!:DefinitionNames storedVersions!:[string]

    """
}
