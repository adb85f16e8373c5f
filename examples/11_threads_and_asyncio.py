"""Several questions at once, from threads and from asyncio; one client serves them all."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from msc_trials import Client

conditions = ["knee osteoarthritis", "stroke"]
with Client() as client:
    with ThreadPoolExecutor(2) as pool:
        print([found.level for found in pool.map(client.answer, conditions)])

    async def main() -> None:
        """Ask without blocking the event loop; a FastAPI endpoint that is a plain ``def`` needs not even this."""
        found = await asyncio.gather(*(asyncio.to_thread(client.answer, c) for c in conditions))
        print([one.counts["counted"] for one in found])

    asyncio.run(main())
