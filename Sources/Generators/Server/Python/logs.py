"""One JSON object a line, on standard error."""

import datetime
import json
import logging
import re
import sys

_TRACE = re.compile(r"^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$")


class JSONFormatter(logging.Formatter):
    def format(self, record):
        time = datetime.datetime.fromtimestamp(record.created, datetime.timezone.utc)
        entry = {"time": time.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                 "level": record.levelname.lower(), "message": record.getMessage(), **getattr(record, "fields", {})}
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)


def configure():
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JSONFormatter())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.INFO)
    # Requests are logged with what is known of them: once is enough.
    logging.getLogger("uvicorn.access").disabled = True


def trace(headers):
    """The ids of a request's trace (W3C Trace Context), where it has any that are valid."""
    match = _TRACE.match(headers.get("traceparent", ""))
    return {"trace_id": match.group(1), "parent_span_id": match.group(2)} if match else {}
