"""`/api`: what there is, for those who find the API by its address alone."""

import marshmallow as ma
from flask import Response, current_app

import catalogue
from catalogue.api.answers import answer_document
from catalogue.api.blueprint import ApiBlueprint

bp = ApiBlueprint("index", "What there is", prefix="/api")

LINKS = {
    "self": "/api",
    "books": "/api/books",
    "authors": "/api/authors",
    "subjects": "/api/subjects",
    "items": "/api/items",
    "search": "/api/search",
    "suggest": "/api/suggest",
    "openapi": "/api/openapi.json",
    "docs": "/api/docs",
    "problems": "/problems",
    "pages": "/",
}


class ServiceSchema(ma.Schema):
    """The name and version of the catalogue, and where its parts are."""

    name = ma.fields.String(required=True)
    version = ma.fields.String(required=True)
    links = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.String(), required=True)


@bp.route("", methods=["GET"])
@bp.answers(200, ServiceSchema, "The catalogue and the addresses of its parts")
@bp.problems(s400="There are no parameters here")
def get_index() -> Response:
    """Tell what there is and where."""
    return answer_document(
        {"name": current_app.config["CATALOGUE_NAME"], "version": catalogue.__version__, "links": LINKS}
    )
