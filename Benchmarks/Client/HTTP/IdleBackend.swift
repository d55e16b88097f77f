/// Answers every request with the head of an endless watch and one event. It is behind nginx, which speaks the HTTP/2.
enum IdleBackend {
  static let script = """
    import asyncio, os, signal, socket
    # Foundation starts children with every signal blocked.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    parent = os.getppid()
    event = b'{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"1"}}}\\n'
    async def serve(reader, writer):
        await reader.readuntil(b"\\r\\n\\r\\n")
        writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n")
        writer.write(b"%x\\r\\n%s\\r\\n" % (len(event), event))
        await reader.read()
        writer.close()
    async def main():
        listener = socket.socket(fileno=0)
        listener.setblocking(False)
        await asyncio.start_server(serve, sock=listener)
        while os.getppid() == parent:
            await asyncio.sleep(1)
    asyncio.run(main())
    """
}
