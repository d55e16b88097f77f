import KubeCore

/// The form in which the server writes a built-in object, whatever members it was put together from.
enum GoForm {
  /// - Parameter old: the object as it is stored: what has not changed since is in that form already.
  static func complete(_ object: inout JSONValue, over old: JSONValue? = nil, _ definition: ResourceDefinition) {
    guard !definition.isCustom, !definition.goType.isEmpty else { return }
    // Events are stored in one form, through whichever group they come.
    let type = definition.storage == BuiltIn.events.storage ? BuiltIn.events.goType : definition.goType
    var decoder = GoDecoder(known: old, keepsEmptyLists: false)
    guard let complete = try? decoder.decode(object, as: type) else { return }
    object = complete
  }
}
