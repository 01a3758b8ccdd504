"""`/api`: the addresses of everything the API offers, for clients that know this one only."""

import marshmallow as ma
from flask import Response, current_app

import catalogue
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.responses import respond_with_document

bp = ApiBlueprint("index", "What there is", prefix="/api")

LINKS = {
    "self": "/api",
    "books": "/api/books",
    "authors": "/api/authors",
    "subjects": "/api/subjects",
    "series": "/api/series",
    "items": "/api/items",
    "changesets": "/api/changesets",
    "imports": "/api/imports",
    "scanlists": "/api/scanlists",
    "deposits": "/api/deposits",
    "withdrawals": "/api/withdrawals",
    "stocktakings": "/api/stocktakings",
    "register": "/api/register",
    "search": "/api/search",
    "suggest": "/api/suggest",
    "openapi": "/api/openapi.json",
    "docs": "/api/docs",
    "problems": "/problems",
    "pages": "/",
}


class ServiceSchema(ma.Schema):
    """The name and version of the catalogue, and links to its parts."""

    name = ma.fields.String(required=True)
    version = ma.fields.String(required=True)
    links = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)


@bp.route("", methods=["GET"])
@bp.document_response(200, ServiceSchema, "The catalogue and the addresses of its parts")
@bp.document_problems(s400="There are no parameters here")
def get_index() -> Response:
    """List the parts of the API with their addresses."""
    return respond_with_document(
        {"name": current_app.config["CATALOGUE_NAME"], "version": catalogue.__version__, "links": LINKS}
    )
