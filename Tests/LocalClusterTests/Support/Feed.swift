import KubeClient
import Synchronization

@testable import LocalCluster

/// A body that a test feeds, and that tells when its reader has gone away.
final class Feed: Sendable {
  private let chunks = Mailbox<[UInt8]?>()
  let abandoned = Arrival<Void>()

  func send(_ chunk: [UInt8]) { chunks.send(chunk) }

  /// The server ends the body.
  func finish() { chunks.send(nil) }

  var body: KubeBody {
    KubeBody { [chunks, abandoned] () throws(KubeError) in
      await chunks.wait()
      let sent = chunks.takeAll()
      let bytes = sent.compactMap { $0 }.flatMap { $0 }
      guard bytes.isEmpty, sent.isEmpty else { return bytes.isEmpty ? nil : bytes }
      abandoned.settle(.success(()))
      throw KubeError(.cancelled, message: "the reader has gone")
    }
  }
}
