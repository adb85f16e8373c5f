"""Several questions at once: from threads, from asyncio, and behind a web service; one client serves them all."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from msc_trials import Client
from msc_trials.errors import exit_in_one_line

exit_in_one_line()
conditions = ["knee osteoarthritis", "stroke"]
client = Client()
with ThreadPoolExecutor(2) as pool:
    print([found.level for found in pool.map(client.answer, conditions)])


async def several() -> list[int]:
    """Ask without blocking the event loop."""
    found = await asyncio.gather(*(asyncio.to_thread(client.answer, condition) for condition in conditions))
    return [one.counts["counted"] for one in found]


print(asyncio.run(several()))
app = FastAPI()


@app.get("/answer/{condition}")
def answer(condition: str) -> dict[str, Any]:
    """A plain ``def``: FastAPI runs it in a thread of its own."""
    return client.answer(condition).to_dict()


print(TestClient(app).get("/answer/stroke").json()["headline"])  # to serve: uvicorn with the name of this file
client.close()
