import CurlTransport
import KubeCore
import KubeRuntime

/// Sends copies of requests, whose answers go nowhere, beside those who wait for an answer.
///
/// What comes while too many copies wait is not copied: a slow mirror slows nobody.
final class MirrorDesk: Sendable {
  private struct Copy: Sendable {
    var request: CurlRequest
    var service: ObjectKey
  }

  /// How many copies may wait, and how many are under way at once.
  private static let (waiting, workers) = (256, 16)
  /// How long a mirror has for an answer.
  private static let limit = Duration.seconds(30)

  private let state: Shared<ProxyState>
  private let copies: AsyncStream<Copy>
  private let input: AsyncStream<Copy>.Continuation

  init(state: Shared<ProxyState>) {
    self.state = state
    (copies, input) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.waiting))
  }

  /// Hands in a copy; returns at once.
  func send(_ request: CurlRequest, of service: ObjectKey) {
    var request = request
    request.timeout = Self.limit
    let result = input.yield(Copy(request: request, service: service))
    guard case .dropped = result else { return }
    state.withLock { $0.count(service) { $0.unmirrored += 1 } }
  }

  /// Sends what is handed in until the calling task is cancelled. To be called once.
  func run(_ client: CurlClient) async {
    await withTaskGroup(of: Void.self) { group in
      var underWay = 0
      for await copy in copies {
        if underWay >= Self.workers {
          await group.next()
          underWay -= 1
        }
        group.addTask { await self.carryOut(copy, client) }
        underWay += 1
      }
      group.cancelAll()
    }
  }

  private func carryOut(_ copy: Copy, _ client: CurlClient) async {
    state.withLock { $0.count(copy.service) { $0.mirrored += 1 } }
    do throws(CurlError) {
      let answer = try await client.send(copy.request)
      var body = answer.body.makeAsyncIterator()
      while try await body.next() != nil {}
    } catch {
      // Nobody waits for it.
    }
  }
}
