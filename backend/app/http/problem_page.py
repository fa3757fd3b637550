"""What does a problem's ``type`` link lead to? A page that names every code and its status."""

from collections.abc import Iterator
from html import escape

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from app.core.errors import TanamoriError
from app.http.errors import status_of

router = APIRouter(include_in_schema=False)

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tanamori: problems</title>
<style>
  :root {{ color-scheme: light dark }}
  body {{ font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto }}
  dt {{ margin-top: 1.2rem }}
  dt:target {{ outline: 2px solid; outline-offset: 4px }}
  code {{ font-weight: 600 }}
</style>
<h1>Problems</h1>
<p>Every error of the API is an RFC 9457 problem. Its <code>code</code> never changes; its
<code>detail</code> says what to do about this one.</p>
<dl>
{entries}
</dl>
</html>
"""


def kinds(branch: type[TanamoriError] = TanamoriError) -> Iterator[type[TanamoriError]]:
    """Every error below ``branch``, in the order of the tree."""
    for kind in branch.__subclasses__():
        yield kind
        yield from kinds(kind)


@router.get("/docs/problems")
async def problem_page() -> HTMLResponse:
    by_code = {kind.code: kind for kind in kinds()}
    entries = "\n".join(
        f'<dt id="{code}"><code>{code}</code> · {status_of(kind)}</dt><dd>{escape(kind.title)}</dd>'
        for code, kind in sorted(by_code.items())
    )
    return HTMLResponse(PAGE.format(entries=entries))
