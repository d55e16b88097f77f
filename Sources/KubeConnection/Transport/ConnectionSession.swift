import KubeClient

/// Sends requests with what is known at that moment: the newest credential over connections with the newest
/// certificates.
struct ConnectionSession: Sendable {
  let credentials: any CredentialSource
  let material: TLSMaterialSource
  let transports: TransportSwitch
  let limit: CallLimit
  /// The fields that say whom the caller acts as.
  let impersonation: [KubeRequest.Field]
  let observer: ConnectionObserver

  /// Sends a request. After a 401, a new credential is asked for, and where one can be had the request is sent once
  /// more: the server has not acted on it. A second 401 is the caller's.
  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    // A watch lasts: it must not keep calls from being made.
    let place = request.timeout == nil ? nil : try await limit.enter()
    let response = try await authenticate(request)
    guard let place else { return response }
    return KubeResponse(status: response.status, headers: response.headers, body: response.body.holding(place))
  }

  private func authenticate(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    // Who brings a credential of their own means it.
    guard !request.headers.contains(where: { $0.name.lowercased() == "authorization" }) else {
      return try await exchange(request, CallCredential(), material.current())
    }
    let credential: CallCredential
    do throws(ConnectionError) { credential = try await credentials.current() } catch { throw KubeError(error) }
    let material = material.current()
    let response = try await exchange(request, credential, material)
    guard response.status == 401, request.repetition != .never,
      let (fresh, newMaterial) = try await renew(credential, material)
    else {
      return response
    }
    return try await exchange(request, fresh, newMaterial)
  }

  /// Sends a request, and once more with other certificates where the files have some and the first ones were refused
  /// before anything was sent.
  private func exchange(
    _ request: KubeRequest, _ credential: CallCredential, _ material: TLSMaterial
  ) async throws(KubeError) -> KubeResponse {
    do throws(KubeError) {
      return try await attempt(request, credential, material)
    } catch {
      guard error.code == .tlsFailure else { throw error }
      let newer = self.material.current(isForced: true)
      guard newer != material else { throw error }
      return try await attempt(request, credential, newer)
    }
  }

  private func attempt(
    _ request: KubeRequest, _ credential: CallCredential, _ material: TLSMaterial
  ) async throws(KubeError) -> KubeResponse {
    var request = request
    // Who impersonates somebody by their own fields means it.
    if !request.headers.contains(where: { $0.name.lowercased() == "impersonate-user" }) {
      request.headers += impersonation
    }
    if let authorization = credential.authorization {
      request.headers.append(KubeRequest.Field("Authorization", authorization.value))
    }
    var material = material
    if let identity = credential.identity { material.identity = identity }
    let transport = try transports.transport(for: material)
    let response = try await transport.send(request)
    return response.status == 401 ? await finish(response, on: transport) : response
  }

  /// Takes a refused credential's answer. API servers close the connection after one (`GOAWAY` in HTTP/2), and the rest
  /// of the answer may be lost with it: what counts is the status. Calls that follow get a connection of their own.
  private func finish(_ refusal: KubeResponse, on transport: any RetirableTransport) async -> KubeResponse {
    transports.giveUp(transport)
    let body = (try? await refusal.body.collect(upTo: 64 << 10)) ?? []
    return KubeResponse(status: refusal.status, headers: refusal.headers, body: KubeBody(body))
  }

  /// Asks for what could replace a refused credential; `nil` when nothing has changed.
  private func renew(
    _ rejected: CallCredential, _ material: TLSMaterial
  ) async throws(KubeError) -> (CallCredential, TLSMaterial)? {
    let newMaterial = self.material.current(isForced: true)
    var fresh = rejected
    do throws(ConnectionError) {
      fresh = try await credentials.refresh(rejected)
    } catch {
      guard error.code != .cancelled else { throw KubeError(error) }
      observer(ConnectionNotice(.refreshFailed, "the server refused the credential, and there is no other: \(error)"))
    }
    guard fresh.differs(from: rejected) || newMaterial != material else { return nil }
    return (fresh, newMaterial)
  }
}

extension KubeError {
  /// Why a request could not be given its credentials. Nothing was sent.
  init(_ error: ConnectionError) {
    self.init(error.code == .cancelled ? .cancelled : .unauthorized, message: "no credentials: \(error)")
  }
}
