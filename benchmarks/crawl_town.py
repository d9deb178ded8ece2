"""Copies of the demo town on loopback, every page made beforehand: the crawler is measured and not the server."""

import asyncio
from collections.abc import Iterator

from demo import directory, town
from demo.site import Site

COPIES = 2
_CRAWL_DELAY = b"Crawl-delay: 0.02\n"
_DEAD_END = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"


def host(name: str, copy: int) -> str:
    """The name of a host of the town in one of its copies."""
    return name.replace(".localhost", f".t{copy}.localhost")


def starts(port: int, copies: int = COPIES) -> list[str]:
    """Where the directory of each copy begins."""
    return [f"http://{host(directory.HOST, copy)}:{port}/" for copy in range(copies)]


def serve(port: int, copies: int) -> None:
    """Serve until the process ends."""
    asyncio.run(_serve(port, dict(_answers(port, copies))))


async def _serve(port: int, answers: dict[tuple[bytes, bytes], bytes]) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1]
                named = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"host:"))
                writer.write(answers.get((named[5:].strip().split(b":")[0], path), _DEAD_END))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", port, backlog=512)
    await server.serve_forever()


def _answers(port: int, copies: int) -> Iterator[tuple[tuple[bytes, bytes], bytes]]:
    lindental = town.build()
    site = Site(lindental, port)
    hosts = [directory.HOST, *(f"{r.slug}.localhost" for r in lindental.residents if r.door.has_site)]
    for name in hosts:
        for path in site._pages(name):
            page = site.page(name, path)
            for copy in range(copies):
                body = page.body.replace(b".localhost", b".t%d.localhost" % copy).replace(_CRAWL_DELAY, b"")
                kind, size = f"Content-Type: {page.media_type}", f"Content-Length: {len(body)}"
                head = f"HTTP/1.1 {page.status} OK\r\n{kind}\r\n{size}\r\n\r\n"
                yield (host(name, copy).encode(), path.encode()), head.encode() + body
