import KubeCore

/// The form in which the server writes a built-in object, whatever members it was put together from.
enum GoForm {
  /// - Parameter old: the object as it is stored: what has not changed since is in that form already.
  static func complete(_ object: inout JSONValue, over old: JSONValue? = nil, _ definition: ResourceDefinition) {
    guard !definition.isCustom, !definition.goType.isEmpty else { return }
    // Events are stored in one form, through whichever group they come.
    let type = definition.storage == BuiltIn.events.storage ? BuiltIn.events.goType : definition.goType
    var decoder = GoDecoder(known: old)
    guard var complete = try? decoder.decode(object, as: type) else { return }
    for field in GoTypes.type(type)?.alwaysWritten ?? [] { dropEmptyLists(in: &complete, field) }
    object = complete
  }

  /// In protobuf, in which objects are stored, an empty list is none.
  private static func dropEmptyLists(in object: inout JSONValue, _ field: GoType.Field) {
    guard let value = object[field.name] else { return }
    switch (field.kind, value) {
    case (.list, .array(let array)) where array.isEmpty: object[field.name] = .null
    case (.object(let name), .object):
      var inner = value
      for member in GoTypes.type(name)?.alwaysWritten ?? [] { dropEmptyLists(in: &inner, member) }
      if inner != value { object[field.name] = inner }
    default: return
    }
  }
}
