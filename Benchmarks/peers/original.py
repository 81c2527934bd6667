"""The original procedure, ported line by line: list pools, list sessions, DELETE one after the other. One connection, no retry."""
import hashlib
import hmac
import http.client
import json
import os
import time
from urllib.parse import quote, urlsplit

url = urlsplit(os.environ["FRAME_API_URL"])
account = f"{url.path}/accounts/{os.environ['FRAME_ACCOUNT_ID']}"
client_id, secret = os.environ["FRAME_CLIENT_ID"], os.environ["FRAME_CLIENT_SECRET"]
connection = http.client.HTTPConnection(url.hostname, url.port)


def call(method, path):
    stamp = str(int(time.time()))
    signature = hmac.new(secret.encode(), (stamp + client_id).encode(), hashlib.sha256).hexdigest()
    headers = {"X-Frame-ClientId": client_id, "X-Frame-Timestamp": stamp, "X-Frame-Signature": signature}
    while True:
        connection.request(method, account + path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 429:
            return json.loads(body)
        time.sleep(float(answer.headers.get("Retry-After", 1)))


pools = {pool["external_id"] for pool in call("GET", "/pools") if pool["kind"] == "production"}
for session in call("GET", "/active_sessions"):
    if session.get("id") and session.get("pool_id") in pools:
        call("DELETE", "/sessions/" + quote(session["id"], safe=""))
