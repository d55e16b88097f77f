import FoundationEssentials
import Testing

@testable import LocalCluster

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct KubeconfigWriterTests {
  private let writer = KubeconfigWriter(
    server: "https://127.0.0.1:6443", authorityPEM: "CA",
    identity: ClusterIdentity(certificatePEM: "CERT", privateKeyPEM: "KEY"))

  @Test func everythingIsInline() {
    #expect(
      writer.text == """
        apiVersion: v1
        kind: Config
        current-context: "slipway-demo"
        clusters:
        - name: "slipway-demo"
          cluster:
            server: "https://127.0.0.1:6443"
            certificate-authority-data: Q0E=
        contexts:
        - name: "slipway-demo"
          context:
            cluster: "slipway-demo"
            namespace: default
            user: "slipway-demo"
        users:
        - name: "slipway-demo"
          user:
            client-certificate-data: Q0VSVA==
            client-key-data: S0VZ

        """)
  }

  @Test func onlyTheOwnerCanReadIt() async throws {
    try await withTemporaryFolder { folder in
      for _ in 1...2 {
        let path = try writer.write(toFolder: folder)
        #expect(path == "\(folder)/kubeconfig")
        var info = stat()
        #expect(stat(path, &info) == 0)
        #expect(info.st_mode & 0o777 == 0o600)
        #expect(FileManager.default.contents(atPath: path) == Data(writer.text.utf8))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["kubeconfig"])
    }
  }

  @Test func aMissingFolderIsAnError() {
    #expect(throws: LocalClusterError(.fileNotWritten, "")) { try writer.write(toFolder: "/no/such/folder") }
  }

  @Test func keysAreNotPrinted() {
    #expect(!"\(writer.identity)".contains("KEY"))
    #expect(!String(reflecting: writer).contains("KEY"))
  }
}
