import Generators
import Testing

@testable import GeneratorKit

@Suite struct RegistryTests {
  @Test("challenges", arguments: [
    (
      #"Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/python:pull""#,
      "https://auth.docker.io/token?service=registry.docker.io&scope=repository:library/python:pull"
    ),
    (#"bearer realm="https://a.example/t?x=1", service=b c"#, "https://a.example/t?x=1&service=b%20c"),
    (#"Bearer realm="https://a.example""#, "https://a.example"),
  ])
  func challenges(field: String, address: String) { #expect(RegistryChallenge(field)?.address == address) }

  @Test("no token is asked for elsewhere", arguments: [
    "Basic realm=\"https://a.example\"", "Bearer realm=\"http://a.example\"", "Bearer", "Bearer service=\"a\"", "",
    "Bearer realm=\"file:///etc/passwd\"", "Bearer realm=",
  ])
  func refused(field: String) { #expect(RegistryChallenge(field) == nil) }

  @Test("where images lie", arguments: [
    ("python:3", "registry-1.docker.io", "library/python"), ("docker.io/library/python:3", "registry-1.docker.io", "library/python"),
    ("docker.io/nvidia/cuda:1", "registry-1.docker.io", "nvidia/cuda"), ("seldonio/mlserver:1", "registry-1.docker.io", "seldonio/mlserver"),
    ("nvcr.io/nvidia/tritonserver:1", "nvcr.io", "nvidia/tritonserver"), ("localhost:5000/a:1", "localhost:5000", "a"),
  ])
  func places(image: String, registry: String, repository: String) throws {
    let place = RegistryClient.place(of: try ImageReference(image, field: "image"))
    #expect(place.registry == registry && place.repository == repository)
  }
}
