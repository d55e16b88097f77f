import KubeCore

/// The short hash that tells the pods of one template from those of another.
///
/// Kubernetes hashes Go's memory layout of the template; here it is the canonical JSON, so the texts differ and only
/// their role and form are the same.
enum TemplateHash {
  /// - Parameter collisions: how often the name made with the hash was taken by a set with another template.
  static func text(_ template: JSONValue, collisions: Int = 0) -> String {
    var bytes = JSONWriter.write(template, style: .canonical)
    if collisions > 0 { bytes += Array(String(collisions).utf8) }
    return SafeName.encode(FNV.hash32(bytes))
  }
}
