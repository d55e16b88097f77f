#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a file system tells of a file without reading it: when nothing of it has changed, neither has the content.
///
/// Symbolic links are followed: the kubelet swaps a link to replace all files of a volume at once.
struct FileStamp: Sendable, Hashable {
  private var device: UInt64
  private var inode: UInt64
  private var size: Int64
  private var modified: [Int]
  private var changed: [Int]

  /// `nil` for a file that is not there.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int64(status.st_size)
    #if canImport(Darwin)
      modified = [status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec]
      changed = [status.st_ctimespec.tv_sec, status.st_ctimespec.tv_nsec]
    #else
      modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
      changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    #endif
  }
}
