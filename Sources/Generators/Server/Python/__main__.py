"""Runs the server until it is told to stop."""

import asyncio
import sys

import uvicorn

from . import app, logs, settings


class DrainingServer(uvicorn.Server):
    """Goes on answering for a while after the signal to stop, so that no proxy meets a closed door."""

    def __init__(self, config, service, seconds):
        super().__init__(config)
        self._service = service
        self._seconds = seconds
        self._loop = None

    async def serve(self, sockets=None):
        self._loop = asyncio.get_running_loop()
        await super().serve(sockets)

    def handle_exit(self, sig, frame):
        if self._service.is_draining or self._loop is None:
            self.force_exit = self.should_exit
            self.should_exit = True
            return
        self._service.begin_draining()
        self._loop.call_soon_threadsafe(self._loop.call_later, self._seconds, self._stop)

    def _stop(self):
        self.should_exit = True


def main():
    logs.configure()
    try:
        values = settings.load()
    except settings.SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    application = app.make(values)
    config = uvicorn.Config(
        application, host=values.host, port=values.port, log_config=None, access_log=False, server_header=False,
        timeout_graceful_shutdown=int(values.timeout_seconds) + 1, timeout_keep_alive=75)
    DrainingServer(config, application.state.service, values.drain_seconds).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
