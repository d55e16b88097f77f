import Logging

/// What a process logs, for the invariants to look at.
struct SessionLog: LogHandler {
  let host: WorldHost
  let session: Int
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  init(host: WorldHost, session: Int) { (self.host, self.session) = (host, session) }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let values = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    host.noteLog("\(event.message) \(values.joined(separator: " "))", session: session)
  }
}
