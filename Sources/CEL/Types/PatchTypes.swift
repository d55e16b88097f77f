/// The types that an expression may make objects of when its outcome is a patch: `Object` and `JSONPatch`.
///
/// Source: `k8s.io/apiserver/pkg/cel/mutation`. `Object.spec.template` is the type of what stands at that path of an
/// object; its fields may be anything.
public enum PatchTypes {
  public static let object = made("Object")
  public static let jsonPatch = TypeDeclaration.object(
    name: "JSONPatch", fields: ["op": .string, "path": .string, "from": .string, "value": .dyn])

  static func declaration(named name: String) -> TypeDeclaration? {
    if name == jsonPatch.name { return jsonPatch }
    return name == object.name || name.hasPrefix(object.name + ".") ? made(name) : nil
  }

  private static func made(_ name: String) -> TypeDeclaration { TypeDeclaration(name: name, form: .open) }
}
