"""The Open Inference Protocol over HTTP, with two routes of our own: feedback and metrics."""

import contextlib
import json
import logging
import os
import time

import fastapi
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from . import __name__ as package
from . import logs
from .metrics import Metrics
from .service import Service
from .tensors import RequestError, invalid

log = logging.getLogger("slipway.server")


def make(settings, service=None):
    """The application. A model that cannot be loaded ends the process: only a new start can help."""
    service = service or Service(settings, Metrics(settings))

    @contextlib.asynccontextmanager
    async def lifespan(app):
        import asyncio
        loading = asyncio.create_task(_start(service))
        yield
        loading.cancel()

    app = fastapi.FastAPI(title=settings.name, version=settings.version, lifespan=lifespan, docs_url=None,
                          redoc_url=None, openapi_url=None)
    app.state.service = service
    _add_server_routes(app, service)
    _add_model_routes(app, service)

    @app.exception_handler(RequestError)
    async def problem(request, error):
        return _answer(service, error.status, {"error": error.message})

    return app


async def _start(service):
    if not await service.start():
        logging.shutdown()
        os._exit(1)


def _answer(service, status, content):
    headers = {"x-slipway-revision": service.settings.revision}
    # A client that reconnects finds a replica that stays.
    if service.is_draining:
        headers["connection"] = "close"
    if status == 503:
        headers["retry-after"] = "1"
    return JSONResponse(content, status, headers)


def _add_server_routes(app, service):
    @app.get("/v2")
    async def server():
        return _answer(service, 200, {"name": package, "version": service.settings.version, "extensions": []})

    @app.get("/v2/health/live")
    async def live():
        return _answer(service, 200, {"live": True})

    @app.get("/v2/health/ready")
    async def ready():
        return _readiness(service)

    @app.get("/metrics")
    async def metrics():
        return Response(service.metrics.exposition(), media_type=CONTENT_TYPE_LATEST)


def _readiness(service):
    if service.is_ready:
        return _answer(service, 200, {"ready": True})
    reason = service.failure or ("draining" if service.is_draining else "the model is being loaded")
    return _answer(service, 503, {"ready": False, "error": reason})


def _add_model_routes(app, service):
    def check(model):
        if model != service.settings.name:
            raise RequestError(404, f"the model {model} is not served here")

    @app.get("/v2/models/{model}")
    async def metadata(model: str):
        check(model)
        return _answer(service, 200, service.metadata())

    @app.get("/v2/models/{model}/ready")
    async def ready(model: str):
        check(model)
        return _readiness(service)

    @app.post("/v2/models/{model}/infer")
    async def infer(model: str, request: fastapi.Request):
        check(model)
        return await _infer(service, request)

    @app.post("/v2/models/{model}/versions/{version}/infer")
    async def infer_version(model: str, version: str, request: fastapi.Request):
        check(model)
        if version != service.settings.version:
            raise RequestError(404, f"the version {version} is not served here")
        return await _infer(service, request)

    @app.post("/v2/models/{model}/feedback")
    async def feedback(model: str, request: fastapi.Request):
        check(model)
        accepted = service.record_feedback(_parsed(await _body(request, service.settings.maximum_body_bytes)))
        return _answer(service, 200, {"accepted": accepted})


async def _infer(service, request):
    """Answers an infer call and records it, whatever comes of it."""
    begin = time.monotonic()
    status, message = 500, None
    service.metrics.begin()
    try:
        content = await service.infer(_parsed(await _body(request, service.settings.maximum_body_bytes)))
        status = 200
        return _answer(service, status, content)
    except RequestError as error:
        status, message = error.status, error.message
        return _answer(service, status, {"error": message})
    finally:
        seconds = time.monotonic() - begin
        service.metrics.end(status, seconds)
        if service.settings.log_requests or status >= 500:
            fields = {"code": status, "seconds": round(seconds, 6), **logs.trace(request.headers)}
            log.log(logging.WARNING if status >= 500 else logging.INFO, message or "answered", extra={"fields": fields})


async def _body(request, limit):
    """The body, as long as it is no longer than allowed: a caller's word on its length is not taken."""
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise RequestError(413, f"the body is larger than {limit} bytes")
        chunks.append(chunk)
    return b"".join(chunks)


def _parsed(body):
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise invalid("the document", "is not JSON") from error
