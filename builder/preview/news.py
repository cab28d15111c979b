"""Tells open pages that there is something new. Who publishes may be in another thread."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator


class News:
    def __init__(self) -> None:
        self._listeners: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._closed = False

    def publish(self) -> None:
        for loop, event in list(self._listeners):
            loop.call_soon_threadsafe(event.set)

    def close(self) -> None:
        """Let all listeners go."""
        self._closed = True
        self.publish()

    async def listen(self) -> AsyncIterator[None]:
        """Yields at once, and then whenever something was published since."""
        listener = (asyncio.get_running_loop(), asyncio.Event())
        self._listeners.add(listener)
        try:
            while not self._closed:
                yield
                await listener[1].wait()
                listener[1].clear()
        finally:
            self._listeners.discard(listener)
