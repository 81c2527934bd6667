#!/usr/bin/env python3
"""The procedure that framectl replaces, request by request: list pools, list sessions, DELETE one after the other.

It asks nothing, repeats nothing and checks nothing. It is here as a yardstick: on the same account, framectl must send
the same DELETEs.

    FRAME_CLIENT_ID=... FRAME_CLIENT_SECRET=... original-procedure.py BASE_URL ACCOUNT_ID
"""
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request

base_url, account = sys.argv[1].rstrip("/"), sys.argv[2]
client_id, secret = os.environ["FRAME_CLIENT_ID"], os.environ["FRAME_CLIENT_SECRET"]


def ask(method, path):
    """One signed request on a connection of its own; an error is printed and passed over, as the original does."""
    now = str(int(time.time()))
    request = urllib.request.Request(f"{base_url}/accounts/{account}/{path}", method=method)
    request.add_header("X-Frame-ClientId", client_id)
    request.add_header("X-Frame-Timestamp", now)
    request.add_header("X-Frame-Signature", hmac.new(secret.encode(), (now + client_id).encode(), hashlib.sha256).hexdigest())
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.read()
    except urllib.error.URLError as error:
        print(f"{method} {path}: {error}", file=sys.stderr)
        return b"[]"


production = {pool["external_id"] for pool in json.loads(ask("GET", "pools")) if (pool["kind"] or "").lower() == "production"}
for session in json.loads(ask("GET", "active_sessions")):
    if session.get("id") is not None and session.get("pool_id") in production:
        print("Closing", session["id"])
        ask("DELETE", f"sessions/{session['id']}")
