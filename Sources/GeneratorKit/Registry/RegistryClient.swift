import Crypto
public import CurlTransport
public import Generators
import KubeCore

/// Asks registries what an image's digest is (OCI Distribution Specification, section "Pulling manifests").
public struct RegistryClient: Sendable {
  private static let manifestLimit = 4 << 20
  private static let accepted = [
    "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
  ].joined(separator: ", ")

  private let client: CurlClient
  /// Registries that are asked without TLS, such as one of this machine: `localhost:5000`.
  private let insecure: Set<String>

  public init(client: CurlClient, insecure: Set<String> = []) { (self.client, self.insecure) = (client, insecure) }

  /// The digest of what a tag stands for now: of the list of platforms, where there is one.
  ///
  /// - Throws: the registry's answer, and a digest that is not that of what it sent.
  public func digest(of image: ImageReference) async throws(GeneratorError) -> String {
    let (registry, repository) = Self.place(of: image)
    let scheme = insecure.contains(registry) ? "http" : "https"
    let url = "\(scheme)://\(registry)/v2/\(repository)/manifests/\(image.digest ?? image.tag ?? "latest")"
    var (response, body) = try await get(url, token: nil, image)
    if response.status == 401 {
      let challenge = response.headers["www-authenticate"].flatMap { RegistryChallenge($0) }
      guard let challenge else { throw Self.failure(image, "asks for a login that is not known here") }
      (response, body) = try await get(url, token: try await token(challenge, image), image)
    }
    guard response.status != 404 else { throw Self.failure(image, "has no such image") }
    guard response.status == 200 else { throw Self.failure(image, "answered \(response.status)") }
    let digest = "sha256:" + SHA256.hash(data: body).hexadecimal
    guard response.headers["docker-content-digest"].map({ $0 == digest }) ?? true else {
      throw Self.failure(image, "sent something else than its digest says")
    }
    return digest
  }

  /// Docker Hub has an address of its own, and a folder for images without an owner.
  static func place(of image: ImageReference) -> (registry: String, repository: String) {
    let parts = image.repository.split(separator: "/", maxSplits: 1).map { String($0) }
    let hasRegistry = parts.count == 2 && (parts[0].contains(".") || parts[0].contains(":") || parts[0] == "localhost")
    guard hasRegistry, parts[0] != "docker.io" else {
      let name = hasRegistry ? parts[1] : image.repository
      return ("registry-1.docker.io", name.contains("/") ? name : "library/\(name)")
    }
    return (parts[0], parts[1])
  }

  private func get(
    _ url: String, token: String?, _ image: ImageReference
  ) async throws(GeneratorError) -> (CurlResponse, [UInt8]) {
    var headers: CurlHeaders = ["Accept": Self.accepted]
    if let token { headers.append("Authorization", "Bearer \(token)") }
    do throws(CurlError) {
      let response = try await client.send(CurlRequest(url: url, headers: headers))
      return (response, try await response.body.collect(upTo: Self.manifestLimit))
    } catch {
      throw Self.failure(image, "could not be asked: \(error)")
    }
  }

  private func token(_ challenge: RegistryChallenge, _ image: ImageReference) async throws(GeneratorError) -> String {
    let (response, body) = try await get(challenge.address, token: nil, image)
    let json = try? JSONParser.parse(body)
    guard response.status == 200, let token = json?["token"]?.string ?? json?["access_token"]?.string else {
      throw Self.failure(image, "gave no token: it answered \(response.status)")
    }
    return token
  }

  private static func failure(_ image: ImageReference, _ reason: String) -> GeneratorError {
    GeneratorError(.unreadable, image.description, "the registry \(place(of: image).registry) \(reason)")
  }
}
