"""Pages of the desk's lists: the filters of the address are kept."""

from flask import request, url_for


def build_list_address(number: int) -> str:
    """Return the address of another page of the list of this request, with the same filters."""
    arguments = request.args.to_dict(flat=False) | {"page": [str(number)]}
    if number == 1:
        del arguments["page"]
    return url_for(str(request.endpoint), **(request.view_args or {}), **arguments)  # type: ignore[arg-type]
