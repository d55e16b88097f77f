/// Ends TLS in front of a ``TestServer``; HTTP/1.1 only.
final class TLSFront: Sendable {
  static let isAvailable = TestProcess.path(of: "python3") != nil && TestCertificates.isAvailable

  private static let script = """
    import os, signal, socket, ssl, sys, threading
    # Dispatch starts children with every signal blocked.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    parent = os.getppid()
    certificate, key, client_authority, backend, newest = sys.argv[1:6]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.set_alpn_protocols(["http/1.1"])
    if newest == "1.1":
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    if newest == "1.2":
        context.maximum_version = ssl.TLSVersion.TLSv1_2
    if client_authority:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(client_authority)
    def copy(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
    def serve(client):
        client = context.wrap_socket(client, server_side=True, do_handshake_on_connect=False)
        try:
            client.do_handshake()
        except OSError:
            # Closing with bytes unread would reset the connection, and the reset could overtake the alert.
            raw = socket.socket(fileno=client.detach())
            raw.shutdown(socket.SHUT_WR)
            while raw.recv(65536):
                pass
            return
        server = socket.create_connection(("127.0.0.1", int(backend)))
        threading.Thread(target=copy, args=(server, client), daemon=True).start()
        copy(client, server)
    listener = socket.socket(fileno=0)
    listener.settimeout(1)
    while os.getppid() == parent:
        try:
            client, _ = listener.accept()
        except TimeoutError:
            continue
        threading.Thread(target=serve, args=(client,), daemon=True).start()
    """

  private let listener: ListeningSocket
  private let process: TestProcess

  init(
    _ backend: TestServer, certificates: TestCertificates, verifiesClients: Bool = false, newestTLS: String = "1.3",
    certificate: String = "server"
  ) throws {
    listener = try ListeningSocket()
    let directory = certificates.directory
    let python = TestProcess.path(of: "python3") ?? "python3"
    let authority = verifiesClients ? directory.file("ca.pem") : ""
    process = try TestProcess(
      [
        python, "-c", Self.script, directory.file("\(certificate).pem"), directory.file("\(certificate).key"), authority,
        "\(backend.port)", newestTLS,
      ], serving: listener)
  }

  func url(_ path: String, host: String = "127.0.0.1") -> String { "https://\(host):\(listener.port)\(path)" }
}
