"""What schemathesis cannot know by itself: how a request is signed, and what a refused method is answered."""

import hashlib
import hmac
import json
import os
import time

import schemathesis

CLIENT_ID = os.environ["CONFORMANCE_CLIENT_ID"]
CLIENT_SECRET = os.environ["CONFORMANCE_CLIENT_SECRET"]
SEEN = open(os.environ["CONFORMANCE_SEEN"], "a", buffering=1, encoding="utf-8")


@schemathesis.auth(refresh_interval=None)
class Signature:
    """Signs every request afresh: HMAC-SHA256, keyed with the secret as text, of the timestamp and the client id."""

    def get(self, case, context):
        timestamp = str(int(time.time()))
        message = (timestamp + CLIENT_ID).encode()
        signature = hmac.new(CLIENT_SECRET.encode(), message, hashlib.sha256).hexdigest()
        return {"X-Frame-ClientId": CLIENT_ID, "X-Frame-Timestamp": timestamp, "X-Frame-Signature": signature}

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), **data}


@schemathesis.hook
def after_call(context, case, response):
    """Notes what was answered, so that what was promised and never seen can be told afterwards."""
    SEEN.write(json.dumps([case.operation.label, case.method.upper(), response.status_code]) + "\n")


@schemathesis.check
def refused_method(ctx, response, case):
    """A method that the path does not have is answered like the other refusals, with what the path does have."""
    if response.status_code != 405:
        return
    body = json.loads(response.content)
    assert set(body) == {"error", "message"} and body["error"] == "method_not_allowed", f"405 with the body {body}"
    assert response.headers["content-type"] == ["application/json"], "405 without application/json"
    methods = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
    listed = {method.upper() for method in case.operation.schema[case.operation.path] if method in methods}
    allowed = set(response.headers["allow"][0].split(", "))
    assert allowed == listed, f"Allow has {sorted(allowed)}, the document {sorted(listed)}"
