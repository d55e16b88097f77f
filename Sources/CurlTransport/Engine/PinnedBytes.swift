/// Bytes at an address of their own, for libcurl to refer to.
final class PinnedBytes {
  private let memory: UnsafeMutableRawBufferPointer

  init(_ bytes: [UInt8]) {
    memory = .allocate(byteCount: bytes.count, alignment: 1)
    memory.copyBytes(from: bytes)
  }

  deinit {
    // Keys lie here: they do not outlive their use.
    memory.initializeMemory(as: UInt8.self, repeating: 0)
    memory.deallocate()
  }

  var address: UnsafeMutableRawPointer? { memory.baseAddress }
  var count: Int { memory.count }
}
