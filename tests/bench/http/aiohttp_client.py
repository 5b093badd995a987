#!/usr/bin/env python3
"""aiohttp, as it is usually used: aiohttp_client.py N URL [AT_ONCE]. Prints answers, bytes, and the wall time."""

import asyncio
import sys
import time

import aiohttp


async def fetch_all(count, url, at_once):
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:
        async def fetch():
            async with session.get(url) as response:
                return len(await response.read())
        return await asyncio.gather(*[fetch() for _ in range(count)])


def main():
    count, url = int(sys.argv[1]), sys.argv[2]
    at_once = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    start = time.perf_counter()
    sizes = asyncio.run(fetch_all(count, url, at_once))
    print(len(sizes), sum(sizes), f"{time.perf_counter() - start:.6f}")


if __name__ == "__main__":
    main()
