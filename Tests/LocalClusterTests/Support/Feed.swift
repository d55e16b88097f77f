import KubeClient
import Synchronization

@testable import LocalCluster

/// A body that a test feeds, and that tells when its reader has gone away.
final class Feed: Sendable {
  private let chunks = Mailbox<[UInt8]>()
  let abandoned = Arrival<Void>()

  func send(_ chunk: [UInt8]) { chunks.send(chunk) }

  var body: KubeBody {
    KubeBody { [chunks, abandoned] () throws(KubeError) in
      await chunks.wait()
      let bytes = chunks.takeAll().flatMap { $0 }
      guard bytes.isEmpty else { return bytes }
      abandoned.settle(.success(()))
      throw KubeError(.cancelled, message: "the reader has gone")
    }
  }
}
