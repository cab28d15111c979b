"""Plays packages in the SCORM XBlock of Open edX; runs in `.venv-openedx`, driven over HTTP.

The XBlock's own: reading and storing a package (through Django's file storage), the page and the
scripts of its student view with the SCORM API in them, every handler, and what it publishes.
A stand-in here for the LMS: addresses, one learner, where fields are kept (in memory, as JSON),
a page around the view (`lms.js` starts the XBlock as the LMS does), jQuery (Django's, which is
newer than the LMS's), and a list in place of what grading and completion do with what is published.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from types import SimpleNamespace
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from webob import Request, Response
from webob.dec import wsgify
from webob.exc import HTTPNotFound
from xblock.reference.user_service import UserService, XBlockUser
from xblock.runtime import DictKeyValueStore, KvsFieldData, MemoryIdManager, Runtime

HERE = Path(__file__).parent
JQUERY = Path(django.__file__).parent / "contrib/admin/static/admin/js/vendor/jquery/jquery.min.js"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A unit</title><script src="/jquery.js"></script>{head}</head>
<body>{body}{foot}<script src="/lms.js"></script></body>
</html>
"""


class Records(DictKeyValueStore):
    """Keeps what survives the way into a database: JSON."""

    def get(self, key: object) -> Any:
        return json.loads(super().get(key))

    def set_many(self, updates: dict[object, Any]) -> None:
        super().set_many({key: json.dumps(value) for key, value in updates.items()})


class Learner(UserService):
    def get_current_user(self) -> XBlockUser:
        user = XBlockUser(is_current_user=True)
        user.opt_attrs = {"edx-platform.user_id": Lms.user_id, "edx-platform.username": "sian"}
        return user


class Located:
    """The LMS gives every block a location."""

    @property
    def location(self) -> SimpleNamespace:
        return SimpleNamespace(block_id=str(self.scope_ids.usage_id))


class Lms(Runtime):
    user_id = 7

    def __init__(self) -> None:
        ids = MemoryIdManager()
        services = {"field-data": KvsFieldData(Records()), "user": Learner()}
        super().__init__(id_reader=ids, id_generator=ids, services=services, mixins=(Located,))
        self.published: dict[str, list[tuple[str, Any]]] = {}

    def new_block(self) -> str:
        usage = str(self.id_generator.create_usage(self.id_generator.create_definition("scorm")))
        self.published[usage] = []
        return usage

    def handler_url(
        self,
        block: Any,
        handler_name: str,
        suffix: str = "",
        query: str = "",
        thirdparty: bool = False,
    ) -> str:
        return f"/blocks/{block.scope_ids.usage_id}/handler/{handler_name}/{suffix}?{query}"

    def publish(self, block: Any, event_type: str, event_data: Any) -> None:
        self.published[str(block.scope_ids.usage_id)].append((event_type, event_data))

    def resource_url(self, resource: str) -> str:
        raise NotImplementedError

    def local_resource_url(self, block: Any, uri: str) -> str:
        raise NotImplementedError


class App:
    """`/blocks` makes a block; below it are its student view, handlers, fields and events."""

    def __init__(self) -> None:
        self.lms = Lms()
        # The LMS leaves it to its database that two requests don't write one record.
        self.lock = threading.Lock()

    @wsgify
    def __call__(self, request: Request) -> Response:
        with self.lock:
            match request.path_info.strip("/").split("/", 4):
                case ["jquery.js"]:
                    return Response(JQUERY.read_bytes(), content_type="text/javascript")
                case ["lms.js"]:
                    body = (HERE / "lms.js").read_bytes()
                    return Response(body, content_type="text/javascript")
                case ["favicon.ico"]:
                    return Response(status=204)
                case ["blocks"] if request.method == "POST":
                    return Response(json={"usage": self.lms.new_block()})
                case ["blocks", usage, *rest] if usage in self.lms.published:
                    return self.answer(request, usage, rest)
        return HTTPNotFound()

    def answer(self, request: Request, usage: str, rest: list[str]) -> Response:
        block = self.lms.get_block(usage)
        match rest:
            case []:
                return Response(self.unit(block))
            case ["fields"]:
                return Response(json={name: getattr(block, name) for name in self.told(block)})
            case ["published"]:
                return Response(json=self.lms.published[usage])
            case ["handler", name, *suffix]:
                return self.lms.handle(block, name, request, "".join(suffix))
        return HTTPNotFound()

    @staticmethod
    def told(block: Any) -> list[str]:
        return [name for name in block.fields if name not in ("children", "parent", "tags")]

    @staticmethod
    def unit(block: Any) -> str:
        fragment = block.render("student_view")
        block.save()
        parts = {name: getattr(fragment, f"{name}_html")() for name in ("head", "body", "foot")}
        return PAGE.format(**parts)


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that has gone takes no answer; anything else is worth knowing."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def main(storage: str) -> None:
    templates = [{"BACKEND": "django.template.backends.django.DjangoTemplates"}]
    settings.configure(MEDIA_ROOT=storage, USE_TZ=True, TEMPLATES=templates)
    django.setup()
    with make_server("127.0.0.1", 0, App(), Server, Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        sys.stdin.read()  # until the tests close it, or are gone
        server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1])
