import Foundation

/// Serves the metrics pages of pods from a process of its own, so that its CPU time is not the operator's.
final class PageServer {
  let port: Int
  private let process = Process()

  /// Starts it, and waits until it listens.
  init() throws {
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program]
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
  }

  // Not waited for: that runs a loop of the thread it is called on, which a task's thread may never leave.
  deinit { process.terminate() }

  /// Each page has three counters of requests, a histogram of twelve bounds and some metrics that nobody asks for; they
  /// grow from one answer to the next, at the rate of one failure in two hundred requests.
  private static let program = """
    import asyncio
    BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    seen = {}
    def page(path):
      turn = seen[path] = seen.get(path, 0) + 1
      total = 200 * turn
      lines = ["# HELP model_requests_total Requests.", "# TYPE model_requests_total counter"]
      lines += ['model_requests_total{code="200"} %d' % (total - turn), 'model_requests_total{code="400"} 0',
        'model_requests_total{code="500"} %d' % turn]
      for index, bound in enumerate(BOUNDS):
        lines.append('model_request_duration_seconds_bucket{le="%s"} %d' % (bound, total * min(1, 0.1 * (index + 1))))
      lines.append('model_request_duration_seconds_bucket{le="+Inf"} %d' % total)
      lines += ["model_request_duration_seconds_sum %f" % (0.07 * total), "model_request_duration_seconds_count %d" % total]
      lines += ['process_other_metric_total{kind="%d"} %d' % (n, n * turn) for n in range(60)]
      return ("\\n".join(lines) + "\\n").encode()
    async def serve(reader, writer):
      try:
        while True:
          head = await reader.readuntil(b"\\r\\n\\r\\n")
          body = page(head.split(b" ", 2)[1])
          writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/plain; version=0.0.4\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)
          await writer.drain()
      except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
    async def main():
      server = await asyncio.start_server(serve, "127.0.0.1", 0)
      print(server.sockets[0].getsockname()[1], flush=True)
      await server.serve_forever()
    asyncio.run(main())
    """
}
