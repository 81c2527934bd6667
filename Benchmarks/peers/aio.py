"""The same with aiohttp: a semaphore of WORKERS, one session, every request signed."""
import asyncio
import hashlib
import hmac
import os
import sys
import time

import aiohttp

base = f"{os.environ['FRAME_API_URL']}/accounts/{os.environ['FRAME_ACCOUNT_ID']}"
client_id, secret = os.environ["FRAME_CLIENT_ID"], os.environ["FRAME_CLIENT_SECRET"].encode()
workers = int(sys.argv[1])


def signed():
    stamp = str(int(time.time()))
    signature = hmac.new(secret, (stamp + client_id).encode(), hashlib.sha256).hexdigest()
    return {"X-Frame-ClientId": client_id, "X-Frame-Timestamp": stamp, "X-Frame-Signature": signature}


async def main():
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=workers)) as client:
        async with client.get(base + "/pools", headers=signed()) as answer:
            pools = {pool["external_id"] for pool in await answer.json() if pool["kind"] == "production"}
        async with client.get(base + "/active_sessions", headers=signed()) as answer:
            targets = [s["id"] for s in await answer.json() if s["pool_id"] in pools]

        async def work(queue):
            while queue:
                session = queue.pop()
                while True:
                    async with client.delete(f"{base}/sessions/{session}", headers=signed()) as answer:
                        await answer.read()
                        if answer.status != 429:
                            break
                        wait = float(answer.headers.get("Retry-After", 1))
                    await asyncio.sleep(wait)

        await asyncio.gather(*(work(targets) for _ in range(workers)))


asyncio.run(main())
