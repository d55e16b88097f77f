import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import MetricSources
import SlipwayAPI
import Synchronization

/// Reads the Secrets that analyses name, and remembers each for a short while.
final class SecretShelf: Sendable {
  private struct Copy {
    var data: [String: [UInt8]]
    var end: MonotonicInstant
  }

  /// How long a Secret is good for: so long does one that was changed take to count.
  private static let lifetime = Duration.seconds(30)
  private static let mostCopies = 1024

  private let client: KubeClient
  private let time: TimeSource
  private let copies = Mutex<[ObjectKey: Copy]>([:])

  init(_ client: KubeClient, time: TimeSource) { (self.client, self.time) = (client, time) }

  /// The value of a key as text, without a line break at its end.
  func text(_ reference: SecretKeyReference, in namespace: String) async throws(ProviderFailure) -> String {
    let bytes = try await bytes(reference, in: namespace)
    guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\0") else {
      throw ProviderFailure(.refused, "key `\(reference.key)` of Secret `\(reference.name)` is no text")
    }
    return text.last == "\n" || text.last == "\r\n" ? String(text.dropLast()) : text
  }

  /// The value of a key.
  func bytes(_ reference: SecretKeyReference, in namespace: String) async throws(ProviderFailure) -> [UInt8] {
    guard let bytes = try await data(of: reference.name, in: namespace)[reference.key] else {
      throw ProviderFailure(.refused, "Secret `\(reference.name)` has no key `\(reference.key)`")
    }
    return bytes
  }

  private func data(of name: String, in namespace: String) async throws(ProviderFailure) -> [String: [UInt8]] {
    let (key, now) = (ObjectKey(namespace: namespace, name: name), time.now())
    if let copy = copies.withLock({ $0[key] }), copy.end > now { return copy.data }
    let secret: Secret?
    do throws(KubeError) {
      secret = try await client.api(Secret.self, namespace: namespace).find(name)
    } catch {
      guard error.code == .forbidden else {
        throw ProviderFailure(error.isTransient ? .transient : .refused, "Secret `\(name)` cannot be read: \(error)")
      }
      throw ProviderFailure(
        .refused, "Secret `\(name)` may not be read by the operator: its role lacks the verb get on it")
    }
    guard let secret else { throw ProviderFailure(.refused, "Secret `\(name)` does not exist") }
    let copy = Copy(data: (secret.data ?? [:]).compactMapValues(Base64.decode), end: now + Self.lifetime)
    copies.withLock { copies in
      if copies.count >= Self.mostCopies { copies = copies.filter { $0.value.end > now } }
      if copies.count < Self.mostCopies { copies[key] = copy }
    }
    return copy.data
  }
}
