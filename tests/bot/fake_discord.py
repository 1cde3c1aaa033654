"""A small server that speaks Discord's API and gateway on 127.0.0.1, for a bot in a process of its own."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Self

from aiohttp import WSMsgType, web

from tests.bot import fake_payloads as payloads
from tests.bot.fake_payloads import APPLICATION, USER, person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

TOKEN = "fake.token.for.tests"
HELLO, IDENTIFY, HEARTBEAT, ACK = 10, 2, 1, 11
MESSAGE_CONTENT = 1 << 15
DISALLOWED_INTENTS = 4014


def _json(content: Any, status: int = 200) -> web.Response:
    """A response whose content type is written as Discord writes it: discord.py accepts no other."""
    return web.Response(body=json.dumps(content).encode(), status=status, headers={"Content-Type": "application/json"})


class FakeDiscord:
    """What the bot did is in ``requests``; ``gate`` holds back the answer to a callback while it is closed.

    ``servers`` are those that the bot finds itself in, and everybody may do everything there.
    """

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, Any]] = []
        self.identified = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.base = ""
        self.gateway_url = ""
        self.shards_known = True
        self._arrived = asyncio.Condition()
        self._socket: web.WebSocketResponse | None = None
        self.identity: dict[str, Any] = {}
        self.servers: tuple[int, ...] = ()
        self._files: dict[str, bytes] = {}

    @classmethod
    @asynccontextmanager
    async def running(cls) -> AsyncIterator[Self]:
        """A server on a free port."""
        fake = cls()
        app = web.Application()
        app.router.add_get("/socket/", fake._gateway)
        app.router.add_route("*", "/api/{path:.*}", fake._rest)
        runner = web.AppRunner(app, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        fake.base, fake.gateway_url = f"http://127.0.0.1:{port}/api", f"ws://127.0.0.1:{port}/socket/"
        try:
            yield fake
        finally:
            await runner.cleanup()

    async def ask(self, question: str, number: int = 0, server: int = 0) -> None:
        """Let a reader use ``/ask`` in a direct message, or in a server; ``number`` tells questions and readers apart."""
        await self.slash(number, server, "ask", {"question": question})

    async def slash(
        self,
        number: int,
        server: int,
        name: str,
        options: Mapping[str, str],
        file: tuple[str, str, bytes] | None = None,
    ) -> None:
        """Let somebody use a command with its options, one of which may be a file: its option, name and content."""
        sent = None
        if file is not None:
            option, called, data = file
            self._files[called] = data
            url = f"{self.base}/files/{called}"
            sent = {"id": "9000", "option": option, "filename": called, "size": len(data), "url": url, "proxy_url": url}
        await self._dispatch("INTERACTION_CREATE", payloads.slash(number, server, name, dict(options), sent))

    async def press(self, number: int, server: int, custom_id: str, components: list[dict[str, Any]]) -> None:
        """Let somebody press a button of a message with these components."""
        await self._dispatch("INTERACTION_CREATE", payloads.press(number, server, custom_id, components))

    async def _dispatch(self, event: str, data: dict[str, Any]) -> None:
        assert self._socket is not None
        await self._socket.send_json({"op": 0, "t": event, "s": 2, "d": data})

    async def request(self, method: str, path: str, text: str = "") -> Any:
        """The body of a request to this path, once one has arrived that says ``text``."""

        def found() -> list[Any]:
            sent = [body for verb, where, body in self.requests if (verb, where) == (method, path)]
            return [body for body in sent if text in json.dumps(body, ensure_ascii=False)]

        async with asyncio.timeout(30), self._arrived:
            await self._arrived.wait_for(found)
            return found()[0]

    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        if path.startswith("/files/"):
            return web.Response(body=self._files[path.removeprefix("/files/")])
        body = await request.json() if request.can_read_body else None
        async with self._arrived:
            self.requests.append((request.method, path, body))
            self._arrived.notify_all()
        if "/interactions/" not in path and "/webhooks/" not in path:
            if request.headers.get("Authorization") != f"Bot {TOKEN}":
                return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        elif path.endswith("/callback"):
            await self.gate.wait()
        answer = self._answer(request.method, path, body)
        if answer is None:
            return _json({"message": "404: Not Found", "code": 0}, status=404)
        return _json(answer)

    def _answer(self, method: str, path: str, body: Any) -> Any:
        """What Discord answers, cut down to what discord.py reads."""
        limits = {"total": 1, "remaining": 1, "reset_after": 0, "max_concurrency": 1}
        answers: dict[tuple[str, str], Any] = {
            ("GET", "/users/@me"): USER,
            ("GET", "/oauth2/applications/@me"): {
                "id": APPLICATION,
                "name": "Pincite",
                "icon": None,
                "description": "",
                "bot_public": True,
                "bot_require_code_grant": False,
                "owner": person(0),
                "team": None,
                "verify_key": "",
                "flags": 0,
            },
            ("GET", "/gateway"): {"url": self.gateway_url},
            ("PUT", f"/applications/{APPLICATION}/commands"): [
                {
                    **command,
                    "id": "5",
                    "application_id": APPLICATION,
                    "version": "1",
                    "default_member_permissions": None,
                }
                for command in (body if isinstance(body, list) else ())
            ],
        }
        if self.shards_known:
            answers["GET", "/gateway/bot"] = {"url": self.gateway_url, "shards": 1, "session_start_limit": limits}
        if method == "POST" and path.startswith("/interactions/"):
            return {"interaction": {"id": path.split("/")[2], "type": 2}}
        if method == "PATCH" and path.startswith(f"/webhooks/{APPLICATION}/"):
            return payloads.message(body.get("components", []) if isinstance(body, dict) else [])
        return answers.get((method, path))

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = self._socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": 40_000}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            payload = json.loads(message.data)
            if payload["op"] == HEARTBEAT:
                await socket.send_json({"op": ACK})
            elif payload["op"] == IDENTIFY:
                self.identity = payload["d"]
                if self.identity["intents"] & MESSAGE_CONTENT:
                    await socket.close(code=DISALLOWED_INTENTS)
                    break
                ready = {
                    "v": 10,
                    "user": USER,
                    "guilds": [{"id": str(server), "unavailable": True} for server in self.servers],
                    "session_id": "s",
                    "resume_gateway_url": self.gateway_url,
                    "shard": self.identity["shard"],
                    "application": {"id": APPLICATION, "flags": 0},
                }
                await socket.send_json({"op": 0, "t": "READY", "s": 1, "d": ready})
                for server in self.servers:
                    await self._dispatch("GUILD_CREATE", payloads.guild(server))
                self.identified.set()
        return socket
