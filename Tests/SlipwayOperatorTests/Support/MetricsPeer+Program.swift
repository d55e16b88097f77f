extension MetricsPeer {
  /// What it runs, in Python.
  static let program = """
    import base64, datetime, http.server, json, os, signal, ssl, subprocess, sys, tempfile, threading
    from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlsplit
    try:
      from botocore.auth import SigV4Auth
      from botocore.awsrequest import AWSRequest
      from botocore.credentials import Credentials
    except ImportError:
      SigV4Auth = None
    # Children are started with every signal blocked.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    SECRET = "\(secret)"
    issued, good = {}, {}

    class Refusal(Exception):
      pass

    def need(condition, status, reason):
      if not condition: raise Refusal(status, reason)

    def token(request, body):
      scheme, text = request.headers["Authorization"].split(" ")
      client, secret = map(unquote_plus, base64.b64decode(text).decode().split(":"))
      need(scheme == "Basic" and secret == SECRET, 401, "invalid_client")
      form = parse_qs(body.decode())
      need(form.get("grant_type") == ["client_credentials"], 400, "unsupported_grant_type")
      need(form.get("scope") == ["metrics read"], 400, "invalid_scope")
      issued[client] = issued.get(client, 0) + 1
      name = "%d/+=" % len(good)
      # Revoked after two requests, long before it ends.
      good[name] = [client, 2]
      return {"access_token": name, "token_type": "Bearer", "expires_in": 3600}

    def bearer(request, body):
      scheme, name = (request.headers["Authorization"] or "none none").split(" ")
      need(scheme == "Bearer" and good.get(name, ["", 0])[1] > 0, 401, "invalid_token")
      good[name][1] -= 1
      return number(request, issued[good[name][0]])

    def signed(request, body):
      fields = request.headers
      scheme, rest = (fields["Authorization"] or "none ").split(" ", 1)
      need(scheme == "AWS4-HMAC-SHA256", 403, "MissingAuthenticationToken")
      parts = dict(part.strip().split("=", 1) for part in rest.split(","))
      key, day, region, service, _ = parts["Credential"].split("/")
      names = parts["SignedHeaders"].split(";")
      need(all(name in fields for name in names), 403, "signed but not sent: %s" % names)
      # Every field that the service reads has to be signed.
      for name in fields:
        need(name.lower() in names or not name.lower().startswith("x-amz-"), 403, "not signed: " + name)
      need("host" in names, 403, "not signed: host")
      sent = datetime.datetime.strptime(fields["X-Amz-Date"] + "+0000", "%Y%m%dT%H%M%SZ%z")
      age = datetime.datetime.now(datetime.timezone.utc) - sent
      need(abs(age.total_seconds()) < 300 and fields["X-Amz-Date"].startswith(day), 403, "RequestExpired")
      url = urlsplit(request.path)
      again = AWSRequest(
        request.command, "http://%s%s" % (fields["Host"], url.path), {name: fields[name] for name in names}, body,
        parse_qsl(url.query, keep_blank_values=True))
      again.context["timestamp"] = fields["X-Amz-Date"]
      auth = SigV4Auth(Credentials(key, SECRET), service, region)
      text = auth.string_to_sign(again, auth.canonical_request(again))
      need(auth.signature(text, again) == parts["Signature"], 403, "SignatureDoesNotMatch")
      return number(request, 42)

    def number(request, value):
      if "X-Amz-Target" in request.headers: return {"MetricDataResults": [{"Values": [value]}]}
      if "/render?" in request.path: return [{"target": "x", "datapoints": [[value, 1]]}]
      result = [{"metric": {}, "value": [1, str(value)]}]
      return {"status": "success", "data": {"resultType": "vector", "result": result}}

    def certified(request, body):
      return number(request, 7)

    class Peer(http.server.BaseHTTPRequestHandler):
      protocol_version = "HTTP/1.1"
      kinds = {"token": token, "bearer": bearer, "signed": signed}
      def log_message(self, *_): pass
      def do_GET(self): self.answer(b"")
      def do_POST(self): self.answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))
      def answer(self, body):
        try:
          status, answer = 200, self.kinds[self.path.split("/")[1]](self, body)
        except Refusal as refusal:
          status, answer = refusal.args[0], {"error": refusal.args[1]}
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    class SecurePeer(Peer):
      kinds = {"certified": certified}

    def serve(handler, wrap=lambda socket: socket):
      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
      server.socket = wrap(server.socket)
      server.handle_error = lambda *_: None
      threading.Thread(target=server.serve_forever, daemon=True).start()
      return server.server_port

    with tempfile.TemporaryDirectory() as folder:
      os.chdir(folder)
      extensions = {"ca": "", "server": "subjectAltName=IP:127.0.0.1", "client": "extendedKeyUsage=clientAuth"}
      for name, extension in extensions.items():
        command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2".split()
        command += ["-subj", "/CN=" + name, "-keyout", name + ".key", "-out", name + ".pem"]
        if extension: command += ["-CA", "ca.pem", "-CAkey", "ca.key", "-addext", extension]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
      tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
      tls.load_cert_chain("server.pem", "server.key")
      tls.verify_mode = ssl.CERT_REQUIRED
      tls.load_verify_locations("ca.pem")
      files = {"authority": "ca.pem", "certificate": "client.pem", "key": "client.key"}
      greeting = {name: open(file).read() for name, file in files.items()}
    greeting["signatures"] = SigV4Auth is not None
    greeting["port"] = serve(Peer)
    greeting["tlsPort"] = serve(
      SecurePeer, lambda socket: tls.wrap_socket(socket, server_side=True, do_handshake_on_connect=False))
    print(json.dumps(greeting), flush=True)
    # Until its owner ends, whichever way.
    sys.stdin.read()
    """
}
