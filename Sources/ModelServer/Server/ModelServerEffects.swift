/// What a model server needs of the world, so that tests can give it another.
struct ModelServerEffects: Sendable {
  /// Waits for a time.
  var sleep: @Sendable (Duration) async throws -> Void
  /// A number from 0 up to 1.
  var random: @Sendable () -> Double

  static let live = ModelServerEffects(
    sleep: { try await Task.sleep(for: $0) },
    random: { Double.random(in: 0..<1) })
}
