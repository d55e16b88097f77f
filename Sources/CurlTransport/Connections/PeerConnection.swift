/// One connection on which transfers are under way. It never leaves the thread.
///
/// libcurl does not show its connections; what tells them apart from outside is the port at this end.
final class PeerConnection {
  let localPort: Int
  var health: ConnectionHealth
  /// How many transfers are on it.
  var transferCount = 0

  init(localPort: Int, health: ConnectionHealth) {
    self.localPort = localPort
    self.health = health
  }
}
