import KubeCore
import KubeSchema

/// The two forms of an object: as it is stored, and as a version shows it.
///
/// Conversion of custom objects changes the version alone (strategy `None`); what the other version does not know
/// goes, and the defaults of the stored version come in when it is read.
enum VersionedForm {
  /// A stored object as a version shows it.
  static func view(_ object: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    definition.isCustom ? versioned(object, definition) : StoredForm.view(object, as: definition.type)
  }

  /// Like `view`, but for events, which are written in the form in which they are stored.
  static func versioned(_ object: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    guard definition.versions != nil, object["apiVersion"]?.string != definition.type.apiVersion else { return object }
    var view = object
    _ = definition.schema.prune(&view)
    view["apiVersion"] = .string(definition.type.apiVersion)
    return view
  }

  /// An object that was written in a version, as it is stored.
  static func stored(_ object: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    guard let versions = definition.versions, let schema = versions.schemas[versions.stored],
      definition.type.apiVersion != versions.stored
    else { return object }
    var stored = object
    _ = schema.prune(&stored)
    schema.applyDefaults(to: &stored)
    stored["apiVersion"] = .string(versions.stored)
    return stored
  }
}
