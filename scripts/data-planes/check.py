"""Real data planes on loopback, configured from the objects that the routers write (Tests/TrafficRoutersTests/Golden).

nginx and haproxy carry what the HTTPRoute says: 10,000 requests at 5% must land within the binomial bound, a rule must win over
the shares, copies must answer nobody, and a switch under load must drop no request.
"""

import http.client
import http.server
import math
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "Tests/TrafficRoutersTests/Golden"
REQUESTS = 10_000


class Revision:
    """A server that answers with its name and counts what it was asked."""

    def __init__(self, name):
        self.name, self.requests = name, 0
        revision = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                revision.requests += 1
                body = revision.name.encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        # haproxy resets connections that it does not need any more.
        self.server.handle_error = lambda *_: None
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def route(section, name="gatewayAPI"):
    """The HTTPRoute of a section of a golden file."""
    text = (GOLDEN / f"{name}.yaml").read_text()
    part = text.split(f"# {section}\n", 1)[1].split("\n---\n# ", 1)[0]
    return next(o for o in yaml.safe_load_all(part) if o and o["kind"] == "HTTPRoute")


def shares(rule):
    return {backend["name"]: backend.get("weight", 1) for backend in rule["backendRefs"]}


class Nginx:
    def __init__(self, folder, revisions):
        self.folder, self.revisions, self.port, self.process = folder, revisions, free_port(), None

    def configuration(self, route):
        *rules, default = route["spec"]["rules"]
        weights = shares(default)
        total, parts = sum(weights.values()), []
        named = [name for name in weights if weights[name]]
        for name in named[:-1]:
            parts.append(f"{100 * weights[name] / total:.2f}% {name};")
        parts.append(f"* {named[-1]};")
        chosen, maps = "$shared", ""
        for number, rule in enumerate(reversed(rules)):
            for match in rule["matches"]:
                for header in match.get("headers", []):
                    if header.get("type", "Exact") != "Exact" or header["name"].lower() == "cookie":
                        continue
                    variable = "$http_" + header["name"].lower().replace("-", "_")
                    maps += (f'map {variable} $rule{number} {{ default {chosen}; '
                             f'"{header["value"]}" {rule["backendRefs"][0]["name"]}; }}\n')
                    chosen = f"$rule{number}"
        mirrors = [f["requestMirror"] for f in default.get("filters", []) if f["type"] == "RequestMirror"]
        copy = mirror = ""
        if mirrors:
            part = mirrors[0].get("fraction", {"numerator": mirrors[0].get("percent", 100), "denominator": 100})
            share = 100 * part["numerator"] / part["denominator"]
            copy = f'split_clients "m$request_id" $copied {{ {share:.2f}% 1; * 0; }}\n'
            mirror = (f'mirror /mirror;\n}}\nlocation = /mirror {{ internal; if ($copied = 0) {{ return 204; }}\n'
                      f'proxy_pass http://{mirrors[0]["backendRef"]["name"]}$request_uri;')
        upstreams = "".join(
            f"upstream {name} {{ server 127.0.0.1:{r.port}; keepalive 16; }}\n" for name, r in self.revisions.items())
        return f"""
daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log; worker_processes 2;
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {self.folder}/b; proxy_temp_path {self.folder}/p;
fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
{upstreams}split_clients "$request_id" $shared {{ {" ".join(parts)} }}
{maps}{copy}server {{ listen 127.0.0.1:{self.port}; location / {{ proxy_http_version 1.1; proxy_set_header Connection "";
proxy_pass http://{chosen}; {mirror} }} }} }}
"""

    def start(self, route):
        path = self.folder / "nginx.conf"
        path.write_text(self.configuration(route))
        if self.process is None:
            self.process = subprocess.Popen(["nginx", "-c", str(path), "-e", str(self.folder / "error.log")])
        else:
            self.process.send_signal(signal.SIGHUP)
        time.sleep(1)
        if self.process.poll() is not None:
            sys.exit("nginx does not start:\n" + (self.folder / "error.log").read_text())


class HAProxy:
    def __init__(self, folder, revisions):
        self.folder, self.revisions, self.port, self.process = folder, revisions, free_port(), None

    def configuration(self, route):
        *rules, default = route["spec"]["rules"]
        weights = shares(default)
        # Weights of haproxy end at 256.
        servers = "".join(
            f"  server {name} 127.0.0.1:{self.revisions[name].port} weight {round(weight / 100)}\n"
            for name, weight in weights.items())
        uses, backends = "", ""
        for number, rule in enumerate(rules):
            for header in [h for m in rule["matches"] for h in m.get("headers", [])]:
                if header.get("type", "Exact") == "Exact" and header["name"].lower() != "cookie":
                    name = rule["backendRefs"][0]["name"]
                    uses += f"  use_backend rule{number} if {{ req.hdr({header['name']}) -m str {header['value']} }}\n"
                    backends += f"backend rule{number}\n  server {name} 127.0.0.1:{self.revisions[name].port}\n"
        return f"""
global
  maxconn 1000
defaults
  mode http
  timeout connect 5s
  timeout client 10s
  timeout server 10s
frontend apex
  bind 127.0.0.1:{self.port}
{uses}  default_backend shares
backend shares
  balance roundrobin
{servers}{backends}"""

    def start(self, route):
        path = self.folder / "haproxy.cfg"
        path.write_text(self.configuration(route))
        if self.process is None:
            self.process = subprocess.Popen(["haproxy", "-W", "-f", str(path)], stderr=subprocess.DEVNULL)
        else:
            self.process.send_signal(signal.SIGUSR2)
        time.sleep(1.5)
        if self.process.poll() is not None:
            sys.exit("haproxy does not start")


def ask(port, count, headers=None, failures=None):
    """How often each revision has answered, over connections of ten requests each."""
    answers = {}
    connection = None
    for number in range(count):
        if number % 10 == 0:
            if connection:
                connection.close()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/v2/models/fraud", headers=headers or {})
            response = connection.getresponse()
            name = response.read().decode() if response.status == 200 else str(response.status)
        except http.client.RemoteDisconnected:
            # The server ends a connection that waits for nothing when it is told to reload: nothing was asked on it.
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", "/v2/models/fraud", headers=headers or {})
            response = connection.getresponse()
            name = response.read().decode() if response.status == 200 else str(response.status)
        answers[name] = answers.get(name, 0) + 1
    return answers


def expect(is_so, text):
    print(("ok    " if is_so else "FAILED ") + text, flush=True)
    if not is_so:
        expect.failed = True


expect.failed = False


def check(plane, folder):
    stable, candidate, shadow = "fraud-7c9f3a55e1", "fraud-b02d88c417", "fraud-e771fa0c93"
    revisions = {name: Revision(name) for name in (stable, candidate, shadow)}
    proxy, title = plane(folder, revisions), plane.__name__
    try:
        proxy.start(route("5% for the candidate"))
        got = ask(proxy.port, REQUESTS).get(candidate, 0)
        bound = 4 * math.sqrt(REQUESTS * 0.05 * 0.95)
        expect(abs(got - REQUESTS * 0.05) <= bound, f"{title}: {got} of {REQUESTS} requests at 5% (500 ± {bound:.0f})")
        full = route("all that the router can do")
        full["spec"]["rules"] = [r for r in full["spec"]["rules"] if "Cookie" not in str(r.get("matches"))]
        proxy.start(full)
        got = ask(proxy.port, 200, {"x-model": "beta"})
        expect(got == {candidate: 200}, f"{title}: a rule wins over the shares: {got}")
        if plane is Nginx:
            before, count = shadow_count(revisions, shadow), 4_000
            got = ask(proxy.port, count)
            time.sleep(1)
            copies, bound = shadow_count(revisions, shadow) - before, 4 * math.sqrt(count * 0.025 * 0.975)
            expect(shadow not in got and abs(copies - count * 0.025) <= bound,
                   f"{title}: {copies} of {count} requests copied at 2.5% (100 ± {bound:.0f}), no answer of the shadow")
        switch(proxy, title, stable)
    finally:
        proxy.process.terminate()
        proxy.process.wait()


def shadow_count(revisions, name):
    return revisions[name].requests


def switch(proxy, title, stable):
    results, threads = [], []
    for _ in range(4):
        thread = threading.Thread(target=lambda: results.append(ask(proxy.port, 1_500)))
        thread.start()
        threads.append(thread)
    for section in ("5% for the candidate", "all for the stable version"):
        proxy.start(route(section))
    for thread in threads:
        thread.join()
    total = {}
    for part in results:
        for name, count in part.items():
            total[name] = total.get(name, 0) + count
    failed = {name: count for name, count in total.items() if not name.startswith("fraud-")}
    expect(sum(total.values()) == 6_000 and not failed, f"{title}: no request dropped while routes change: {total}")
    got = ask(proxy.port, 200)
    expect(got == {stable: 200}, f"{title}: after the switch all go to the stable version: {got}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for plane in (Nginx, HAProxy):
            folder = pathlib.Path(name) / plane.__name__
            folder.mkdir()
            os.chmod(folder, 0o755)
            check(plane, folder)
    sys.exit(1 if expect.failed else 0)
