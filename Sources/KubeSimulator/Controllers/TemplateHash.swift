import KubeCore

/// The short hash that tells the pods of one template from those of another.
///
/// Kubernetes hashes Go's memory layout of the template; here it is the canonical JSON, so the texts differ and only
/// their role is the same.
enum TemplateHash {
  static func text(_ template: JSONValue) -> String {
    let hash = FNV.hash32(JSONWriter.write(template, style: .canonical))
    let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
    return String(String(hash).map { digit in alphabet[Int(digit.asciiValue ?? 0) % alphabet.count] })
  }
}
