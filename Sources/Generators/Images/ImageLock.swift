public import KubeCore

/// What registries said that images are: digests by names, as `--resolve` wrote them down.
///
/// A digest gets in here from a registry's answer alone, and into a Dockerfile from here alone.
public struct ImageLock: Sendable, Hashable {
  /// The version of the file's form.
  private static let schema = "slipway.dev/image-lock/v1"

  private var digests: [String: String] = [:]

  public init() {}

  /// Reads a lock file.
  ///
  /// - Throws: the field that is not what it must be.
  public init(_ json: JSONValue) throws(GeneratorError) {
    guard json["schema"]?.string == Self.schema, let images = json["images"]?.object else {
      throw .invalid("slipway.lock.json schema", json["schema"]?.string ?? "", "must be \(Self.schema), with `images`")
    }
    for (name, digest) in images {
      let image = try ImageReference(name, field: "slipway.lock.json images")
      try record(digest.string ?? "", of: image)
    }
  }

  /// Notes what a registry said.
  public mutating func record(_ digest: String, of image: ImageReference) throws(GeneratorError) {
    guard ImageReference.isDigest(digest) else {
      throw .invalid("slipway.lock.json images \(image)", digest, "must be sha256: and 64 hexadecimal digits")
    }
    digests[image.unpinned.description] = digest
  }

  /// The image with its digest, where one is known.
  func pinned(_ image: ImageReference) -> ImageReference {
    guard image.digest == nil, let digest = digests[image.description] else { return image }
    return image.pinned(to: digest) ?? image
  }

  /// The file.
  public var json: JSONValue {
    ["schema": .string(Self.schema), "images": JSONValue(digests)]
  }
}
