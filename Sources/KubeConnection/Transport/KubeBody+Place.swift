import KubeClient

extension KubeBody {
  /// The same body, which keeps its call's place until it has been read to the end, has failed, or was dropped.
  func holding(_ place: CallLimit.Place) -> KubeBody {
    KubeBody { () async throws(KubeError) -> [UInt8]? in
      var iterator = makeAsyncIterator()
      do throws(KubeError) {
        if let bytes = try await iterator.next(isolation: #isolation) { return bytes }
      } catch {
        place.leave()
        throw error
      }
      place.leave()
      return nil
    }
  }
}
