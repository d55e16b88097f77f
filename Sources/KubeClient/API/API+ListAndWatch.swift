import KubeCore

/// The objects of a kind at one moment, and the changes since.
public struct ListedWatch<Object: Codable & Sendable>: Sendable {
  public let list: KubeList<Object>
  /// Begins where ``list`` ends.
  public let changes: WatchStream<Object>
}

extension API {
  /// Reads the objects that there are, and opens a watch for what happens after that moment.
  ///
  /// It is one streamed request where the server can do that, which costs the server far less memory than a list
  /// (WatchList, KEP-3157); otherwise a list and a watch.
  ///
  /// - Parameter options: a version is one that must not be undercut; `nil` asks for the newest state.
  public func listAndWatch(
    _ options: WatchOptions = WatchOptions()
  ) async throws(KubeError) -> ListedWatch<Object> {
    var streaming = options
    streaming.sendsInitialEvents = true
    do throws(KubeError) {
      return try await streamedList(streaming)
    } catch {
      guard error.refusesInitialEvents else { throw error }
    }
    let list = try await list(options.listOptions)
    var watching = options
    watching.sendsInitialEvents = false
    watching.resourceVersion = list.metadata.resourceVersion
    return ListedWatch(list: list, changes: try await watch(watching))
  }

  /// Reads a watch up to the bookmark that ends the initial events.
  private func streamedList(_ options: WatchOptions) async throws(KubeError) -> ListedWatch<Object> {
    var reader = try await watch(options).reader
    var items: [Object] = []
    while let event: WatchEvent<Object> = try await reader.next() {
      switch event {
      case .added(let object): items.append(object)
      case .bookmark(let version, true):
        let list = KubeList(metadata: ListMeta(resourceVersion: version), items: items)
        return ListedWatch(list: list, changes: WatchStream(reader: reader))
      // Until the end is marked, nothing but additions is told; progress marks say nothing here.
      case .bookmark, .modified, .deleted: continue
      }
    }
    throw KubeError(.connectionLost, message: "the watch ended before it had told all objects that there are")
  }
}

extension KubeError {
  /// Whether a server says that it has no streaming lists: older ones, and those where they are turned off.
  package var refusesInitialEvents: Bool {
    guard code == .invalid || code == .badRequest else { return false }
    let words = [message] + causes.compactMap(\.field)
    return words.contains { $0.contains("sendInitialEvents") || $0.contains("resourceVersionMatch") }
  }
}
