"""The blueprint that every page hangs on; `catalogue.web` gathers the views and hands it out."""

from flask import Blueprint

bp = Blueprint("web", __name__, template_folder="templates")
