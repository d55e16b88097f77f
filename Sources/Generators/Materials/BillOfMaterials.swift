import KubeCore
import SlipwayAPI

/// What an image is made of, as a CycloneDX document: base images, packages, the model and the server.
///
/// It has no time and its serial number is a hash of what it lists, so that equal images have equal documents.
struct BillOfMaterials {
  private let name: String
  private let version: String?
  private var components: [JSONValue] = []

  init(name: String, version: String?) { (self.name, self.version) = (name, version) }

  mutating func add(_ image: ImageReference) {
    let repository = image.repository.split(separator: "/").last.map { String($0) } ?? image.repository
    var component: JSONValue = [
      "type": "container", "bom-ref": .string("image:\(image)"), "name": .string(image.repository),
      "version": .string(image.tag ?? image.digest ?? ""),
    ]
    if let digest = image.digest {
      // A package URL names an image by its digest alone: without one it would name nothing.
      component["purl"] = .string(
        "pkg:oci/\(repository)@\(Self.encoded(digest))?repository_url=\(Self.encoded(image.repository))"
          + (image.tag.map { "&tag=\(Self.encoded($0))" } ?? ""))
      component["hashes"] = [["alg": "SHA-256", "content": .string(String(digest.dropFirst(7)))]]
    }
    components.append(component)
  }

  mutating func add(package name: String, version: PackageVersion?, hashes: [String]) {
    var component: JSONValue = ["type": "library", "bom-ref": .string("pypi:\(name)"), "name": .string(name)]
    if let version {
      component["version"] = .string(version.text)
      component["purl"] = .string("pkg:pypi/\(name)@\(Self.encoded(version.text))")
    }
    // One hash stands for one file; which of several is installed depends on the machine.
    if hashes.count == 1 { component["hashes"] = [["alg": "SHA-256", "content": .string(hashes[0])]] }
    components.append(component)
  }

  mutating func add(model inspection: ModelInspection, digests: [String: String]) {
    var component: JSONValue = [
      "type": "machine-learning-model", "bom-ref": "model", "name": .string(name),
      "properties": [["name": "slipway:format", "value": .string(inspection.format.rawValue)]],
    ]
    if let version { component["version"] = .string(version) }
    components.append(component)
    for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
      components.append([
        "type": "file", "bom-ref": .string("file:\(path)"), "name": .string(path),
        "hashes": [["alg": "SHA-256", "content": .string(digest)]],
      ])
    }
  }

  mutating func add(program name: String, version: String) {
    components.append([
      "type": "application", "bom-ref": .string("program:\(name)"), "name": .string(name), "version": .string(version),
    ])
  }

  var json: JSONValue {
    var subject: JSONValue = ["type": "container", "bom-ref": "image", "name": .string(name)]
    if let version { subject["version"] = .string(version) }
    var document: JSONValue = [
      "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": ["component": subject],
      "components": .array(components),
    ]
    document["serialNumber"] = .string(Self.serialNumber(of: document))
    return document
  }

  /// A UUID of version 8, which is free to be a hash (RFC 9562).
  private static func serialNumber(of document: JSONValue) -> String {
    var bytes = Array(SHA256.digest(of: JSONWriter.write(document, style: .canonical)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    var (groups, rest) = ([String](), Substring(bytes.hexadecimal))
    for count in [8, 4, 4, 4, 12] {
      groups.append(String(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return "urn:uuid:\(groups.joined(separator: "-"))"
  }

  /// Percent encoding of everything that is not unreserved (RFC 3986).
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
