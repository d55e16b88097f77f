import KubeCore

/// The header of a safetensors file: eight bytes of length, and JSON.
struct SafetensorsHeader {
  private static let longest = 64 << 20

  private(set) var tensors = 0
  /// The numbers in all tensors.
  private(set) var parameters = 0
  /// The types, sorted.
  private(set) var types: [String] = []

  init(_ files: any ModelFiles, _ file: ModelFile) throws(GeneratorError) {
    var reader = ByteReader(files, file.path)
    let count = try reader.littleEndian(8)
    guard count <= min(Self.longest, reader.remaining) else {
      throw reader.malformed("has a header of \(count) bytes, more than there can be")
    }
    let bytes = try files.bytes(of: file.path, from: 8, count: count)
    guard let header = try? JSONParser.parse(bytes), let members = header.object else {
      throw reader.malformed("has a header that is no JSON object")
    }
    for (name, tensor) in members where name != "__metadata__" {
      tensors += 1
      let extents = (tensor["shape"]?.elements ?? []).map { Int($0.integer ?? 0) }
      parameters &+= extents.reduce(1) { $0 &* max(0, $1) }
      if let type = tensor["dtype"]?.string, !types.contains(type) { types.append(type) }
    }
    types.sort()
  }
}
