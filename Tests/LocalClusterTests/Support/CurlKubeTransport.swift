import CurlTransport
import KubeClient

@testable import LocalCluster

/// The way to a front under test: HTTPS with a client certificate, a bearer token, or nothing.
struct CurlKubeTransport: KubeTransport {
  let url: String
  let client: CurlClient
  var token: String?

  init(
    url: String, certificates: ClusterCertificates, identity: ClusterIdentity? = nil, token: String? = nil,
    version: CurlConfiguration.HTTPVersionPolicy = .preferHTTP2
  ) {
    var configuration = CurlConfiguration()
    configuration.trust = .certificates(pem: Array(certificates.authorityPEM.utf8))
    configuration.identity = identity.map {
      CurlConfiguration.Identity(
        certificateChain: Array($0.certificatePEM.utf8), privateKey: Array($0.privateKeyPEM.utf8))
    }
    configuration.proxy = .none
    configuration.httpVersion = version
    client = CurlClient(configuration: configuration)
    self.url = url
    self.token = token
  }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    var headers = CurlHeaders(request.headers.map { CurlHeaders.Field(name: $0.name, value: $0.value) })
    if let token { headers.append("Authorization", "Bearer \(token)") }
    let curlRequest = CurlRequest(
      method: request.method.rawValue, url: url + request.target, headers: headers, body: request.body,
      timeout: request.timeout, idleTimeout: request.idleTimeout)
    do throws(CurlError) {
      let response = try await client.send(curlRequest)
      let body = response.body
      return KubeResponse(
        status: response.status, headers: response.headers.map { KubeRequest.Field($0.name, $0.value) },
        body: KubeBody { () throws(KubeError) in
          var iterator = body.makeAsyncIterator()
          do throws(CurlError) {
            return try await iterator.next()
          } catch {
            throw error.kubeError
          }
        })
    } catch {
      throw error.kubeError
    }
  }
}

extension CurlError {
  fileprivate var kubeError: KubeError {
    let code: KubeError.Code =
      switch code {
      case .couldNotConnect, .couldNotResolve: .unreachable
      case .tlsFailure, .certificateRejected: .tlsFailure
      case .timeout, .idleTimeout: .timeout
      case .cancelled: .cancelled
      default: .connectionLost
      }
    return KubeError(code, message: message)
  }
}
